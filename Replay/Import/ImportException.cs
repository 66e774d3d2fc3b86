namespace Replay.Import;

/// <summary>An import that cannot go on: says where, why, and what would mend it.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="category">Whose fault it is.</param>
    /// <param name="place">The file with row or offset, or the option; empty where neither applies.</param>
    /// <param name="problem">What is wrong, with the value.</param>
    /// <param name="mend">What to do about it; empty where nothing can be said.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public ImportException(
        ImportErrorCategory category, string place, string problem, string mend = "", Exception? inner = null)
        : base(Join(place, problem, mend), inner)
    {
        Category = category;
        Place = place;
        Problem = problem;
        Mend = mend;
    }

    /// <summary>Whose fault it is.</summary>
    public ImportErrorCategory Category { get; }

    /// <summary>The file with row or offset, or the option.</summary>
    public string Place { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Mend { get; }

    /// <summary>
    /// Whether it says more than that one row is bad, so that leaving that row out would not mend it: a wrong grid.
    /// </summary>
    internal bool IsOfAllRows { get; private init; }

    internal static ImportException OffGrid(string file, long row, string problem) => new(
        ImportErrorCategory.BadData, $"{file}, row {row}", problem,
        "give --instruments of that time, --tick and --lot, or --grid-from-data")
    {
        IsOfAllRows = true,
        Row = row,
    };

    internal static ImportException Usage(string place, string problem, string mend) =>
        new(ImportErrorCategory.Usage, place, problem, mend);

    /// <summary>The row, from 1; 0 where it is not about one.</summary>
    internal long Row { get; private init; }

    internal static ImportException BadData(string file, long row, string problem, string mend = "") =>
        new(ImportErrorCategory.BadData, row > 0 ? $"{file}, row {row}" : file, problem, mend) { Row = row };

    private static string Join(string place, string problem, string mend)
    {
        var text = place.Length > 0 ? $"{place}: {problem}" : problem;
        return mend.Length > 0 ? $"{text}; {mend}" : text;
    }
}
