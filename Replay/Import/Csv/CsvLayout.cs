using Replay.Import.Files;

namespace Replay.Import.Csv;

/// <summary>Which column of one file holds which field. Immutable.</summary>
internal sealed class CsvLayout
{
    /// <summary>What to do about a line whose quotes are wrong.</summary>
    internal const string MendQuotes = "quotes stand around whole fields, inside them doubled, and end on their line";

    private const string MendHeader = "name the columns: --columns field=column,… or field=#index";
    private readonly CsvColumn?[] _columns = new CsvColumn?[Enum.GetValues<CsvField>().Length];

    private readonly int[] _indexes = new int[Enum.GetValues<CsvField>().Length];

    private CsvLayout() => Array.Fill(_indexes, -1);

    /// <summary>Where a field stands; null where the file does not have it.</summary>
    internal CsvColumn? this[CsvField field] => _columns[(int)field];

    /// <summary>Whether a field is a part of its column.</summary>
    internal bool HasParts { get; private set; }

    /// <summary>The columns' names; empty where there is no header.</summary>
    internal IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>The column of a field; −1 where the file does not have it.</summary>
    internal int IndexOf(CsvField field) => _indexes[(int)field];

    /// <summary>
    /// Whether the first line of a file is a header: data begin with a digit, or have one where the time stands.
    /// </summary>
    internal static bool IsHeader(ReadOnlySpan<byte> firstLine, CsvSchema schema)
    {
        var place = schema.Fields.FirstOrDefault(field => field.Field == CsvField.Time)?.Position ?? -1;
        var fields = CsvCutter.Texts(firstLine, out _);
        var first = fields.ElementAtOrDefault(Math.Max(place, 0));
        return string.IsNullOrEmpty(first) || first[0] is not ((>= '0' and <= '9') or '-' or '.');
    }

    /// <summary>Finds the columns.</summary>
    /// <param name="schema">The fields that are wanted.</param>
    /// <param name="named">The user's <c>field=column</c> pairs.</param>
    /// <param name="header">The header's line; empty where there is none.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="ImportException">A field is unknown, or a column that is needed is not there.</exception>
    internal static CsvLayout Resolve(
        CsvSchema schema, IReadOnlyList<string> named, ReadOnlySpan<byte> header, string file)
    {
        string? fault = null;
        var names = header.IsEmpty ? [] : CsvCutter.Texts(header, out fault);
        if (fault is not null)
        {
            throw ImportException.BadData(file, 1, fault, MendQuotes);
        }

        names = schema.IsPositional ? [] : names;
        var layout = new CsvLayout { Names = names };
        foreach (var pair in named)
        {
            layout.TakeNamed(schema, pair, names, file);
        }

        foreach (var spec in schema.Fields)
        {
            layout.TakeUsual(spec, names, names.Length == 0, file);
        }

        layout.Index();
        return layout;
    }

    /// <summary>The form in which names are compared: lower case, letters and digits alone.</summary>
    internal static string Normalise(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private void Index()
    {
        for (var field = 0; field < _columns.Length; field++)
        {
            _indexes[field] = _columns[field]?.Index ?? -1;
            HasParts |= _columns[field] is { Part: >= 0 };
        }
    }

    private void TakeNamed(CsvSchema schema, string pair, string[] names, string file)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == pair.Length - 1)
        {
            throw ImportException.Usage("--columns", $"'{pair}' is not field=column", "write time=open_time,price=p,…");
        }

        var name = Normalise(pair[..equals]);
        var spec = schema.Fields.FirstOrDefault(field =>
            Normalise(field.Field.ToString()) == name || field.Names.Contains(name, StringComparer.Ordinal))
            ?? throw ImportException.Usage(
                "--columns",
                $"'{pair[..equals]}' is no field of {schema.Kind.ToString().ToLowerInvariant()}",
                "known are "
                + string.Join(", ", schema.Fields.Select(field => field.Field.ToString().ToLowerInvariant())));

        if (_columns[(int)spec.Field] is { } before)
        {
            throw ImportException.Usage(
                "--columns",
                $"'{spec.Field.ToString().ToLowerInvariant()}' is given twice, as '{before.Name}' and by '{pair}'",
                "give each field one column");
        }

        var (column, part, separator) = CsvColumn.ParsePart(pair[(equals + 1)..]);
        _columns[(int)spec.Field] = new CsvColumn(
            Find(column, names, file), PrintableText.Of(column), part, separator);
    }

    private static int Find(string column, string[] names, string file)
    {
        if (column.StartsWith('#') && int.TryParse(column.AsSpan(1), out var index) && index >= 0)
        {
            return index;
        }

        index = Array.IndexOf(names, column);
        if (index >= 0)
        {
            return Array.IndexOf(names, column, index + 1) < 0 ? index : throw Twice(column, file);
        }

        index = Array.FindIndex(names, name => Normalise(name) == Normalise(column));
        if (index >= 0)
        {
            RequireOnce(index, names, file);
            return index;
        }

        throw names.Length == 0
            ? ImportException.Usage(
                file, $"has no header, so it has no column '{column}'", "name columns by place: time=#0")
            : ImportException.Usage(
                file, $"its header has no column '{column}'", $"it has {PrintableText.Of(string.Join(", ", names))}");
    }

    /// <summary>Of two columns of one name nothing says which is meant.</summary>
    private static void RequireOnce(int index, string[] names, string file)
    {
        var name = Normalise(names[index]);
        if (Array.FindIndex(names, index + 1, other => Normalise(other) == name) >= 0)
        {
            throw Twice(names[index], file);
        }
    }

    private static ImportException Twice(string name, string file) => ImportException.BadData(
        file, 1, $"its header names the column '{PrintableText.Of(name)}' twice", "name it by place: field=#index");

    private void TakeUsual(CsvFieldSpec spec, string[] names, bool isHeaderless, string file)
    {
        if (_columns[(int)spec.Field] is not null)
        {
            return;
        }

        var index = isHeaderless
            ? spec.Position
            : Array.FindIndex(names, name => spec.Names.Contains(Normalise(name), StringComparer.Ordinal));
        if (index >= 0)
        {
            if (!isHeaderless)
            {
                RequireOnce(index, names, file);
            }

            var name = isHeaderless ? $"#{index}" : PrintableText.Of(names[index]);
            _columns[(int)spec.Field] = new CsvColumn(index, name, -1, 0);
        }
        else if (spec.IsRequired)
        {
            var field = spec.Field.ToString().ToLowerInvariant();
            throw isHeaderless
                ? ImportException.Usage(file, $"has no header, and no column is named for '{field}'", MendHeader)
                : ImportException.Usage(file, $"no column of its header is known to be '{field}'", MendHeader);
        }
    }
}
