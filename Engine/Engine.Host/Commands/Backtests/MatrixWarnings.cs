using Engine.Host.Output;
using Replay.Statistics;

namespace Engine.Host.Commands.Backtests;

/// <summary>
/// The warnings of many runs as few: those that differ in names and numbers alone are one, told by its first.
/// </summary>
internal static class MatrixWarnings
{
    private const int NamesMax = 3;

    /// <summary>Each kind of warning once, in the order of the first of its kind.</summary>
    /// <param name="runs">Each run's figures, for its name, and its warnings.</param>
    public static IEnumerable<string> Of(
        IReadOnlyList<(PerformanceSummary Pair, IReadOnlyList<string> Warnings)> runs) => runs
            .SelectMany(run => run.Warnings.Select(text => (Text: text, run.Pair)))
            .GroupBy(warning => KindOf(warning.Text, warning.Pair))
            .Select(kind => Sentence([.. kind], runs.Count));

    private static string Sentence(List<(string Text, PerformanceSummary Pair)> same, int runs)
    {
        var isOneText = same.TrueForAll(warning => warning.Text == same[0].Text);
        var more = same.Count - 1;
        if (!isOneText)
        {
            return $"{NameOf(same[0].Pair)}: {same[0].Text} (and the like in "
                + $"{Plural.Of(more, "other run", "other runs")})";
        }

        if (same.Count == runs)
        {
            return same[0].Text;
        }

        var names = string.Join(", ", same.Take(NamesMax).Select(warning => NameOf(warning.Pair)));
        var rest = same.Count - NamesMax;
        return rest > 0 ? $"{names} and {rest} more: {same[0].Text}" : $"{names}: {same[0].Text}";
    }

    private static string NameOf(PerformanceSummary pair) => $"{pair.Strategy} in {pair.Instrument}";

    /// <summary>The text without names and numbers.</summary>
    private static string KindOf(string text, PerformanceSummary pair)
    {
        var symbol = pair.Instrument[(pair.Instrument.IndexOf(':') + 1)..];
        return string.Concat(text
            .Replace(pair.Instrument, string.Empty).Replace(symbol, string.Empty).Replace(pair.Strategy, string.Empty)
            .Where(c => !char.IsAsciiDigit(c) && c is not ('-' or '.' or ',')));
    }
}
