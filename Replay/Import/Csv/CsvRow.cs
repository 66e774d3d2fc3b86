using System.Runtime.CompilerServices;
using Adapters.Common.Parsing;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Replay.Import.Files;

namespace Replay.Import.Csv;

/// <summary>One row, cut at its commas outside quotes. One thread; its texts are valid until the next row.</summary>
internal sealed class CsvRow
{
    private const int ColumnsMax = 256;
    private readonly CsvLayout _layout;
    private readonly string _file;
    private readonly CsvSchema _schema;
    private readonly (int Start, int End)[] _columns = new (int, int)[ColumnsMax];
    private byte[] _line = new byte[1024];
    private int _count;
    private string? _fault;

    internal CsvRow(CsvLayout layout, string file, CsvSchema schema)
    {
        _layout = layout;
        _file = file;
        _schema = schema;
    }

    /// <summary>The midnight that times count from; null where they count from 1970.</summary>
    internal TimestampNs? Midnight { get; set; }

    /// <summary>The row's number in its file, from 1.</summary>
    internal long Number { get; private set; }

    /// <summary>Takes the next row.</summary>
    internal void Set(ReadOnlySpan<byte> line, long number)
    {
        Number = number;
        if (line.Length > _line.Length)
        {
            _line = new byte[line.Length * 2];
        }

        line.CopyTo(_line);
        _count = CsvCutter.Cut(_line.AsSpan(0, line.Length), _columns, out _fault);
    }

    /// <summary>Whether the file has a field at all.</summary>
    internal bool Has(CsvField field) => _layout.IndexOf(field) >= 0;

    /// <summary>Whether the row has the field and it is not empty.</summary>
    internal bool Says(CsvField field) => Has(field) && !Text(field).IsEmpty;

    /// <summary>A field's text; empty where the file does not have the field.</summary>
    /// <exception cref="ImportException">The row ends before it.</exception>
    internal ReadOnlySpan<byte> Text(CsvField field)
    {
        var index = _layout.IndexOf(field);
        if ((uint)index < (uint)_count)
        {
            var (start, end) = _columns[index];
            var text = _line.AsSpan(start, end - start);
            return _layout.HasParts ? _layout[field]!.Value.Cut(text) : text;
        }

        return index < 0
            ? default
            : throw RefuseCut($"ends after {_count} fields; '{NameOf(field)}' is number {index + 1}");
    }

    /// <summary>A field's text, where the row has the field and is long enough.</summary>
    internal bool TryText(CsvField field, out ReadOnlySpan<byte> text)
    {
        var isThere = (uint)_layout.IndexOf(field) < (uint)_count;
        text = isThere ? Text(field) : default;
        return isThere;
    }

    /// <summary>The text of a column by its place.</summary>
    /// <exception cref="ImportException">The row ends before it.</exception>
    internal ReadOnlySpan<byte> TextAt(int index)
    {
        if ((uint)index >= (uint)_count)
        {
            throw RefuseCut($"ends after {_count} fields where {index + 1} are needed");
        }

        var (start, end) = _columns[index];
        return _line.AsSpan(start, end - start);
    }

    /// <summary>Whether the row is of a symbol, upper or lower case alike.</summary>
    internal bool IsSymbol(ReadOnlySpan<byte> symbol) =>
        System.Text.Ascii.EqualsIgnoreCase(Text(CsvField.Symbol), symbol);

    /// <summary>A price or quantity in whole steps.</summary>
    /// <exception cref="ImportException">It is not a decimal number, negative, off the grid or too large.</exception>
    internal long Steps(CsvField field, in DecimalGrid grid) => Steps(Text(field), field, in grid);

    /// <summary>A price or quantity in whole steps, of a column by its place.</summary>
    /// <param name="index">The column.</param>
    /// <param name="field">What it is, for messages.</param>
    /// <param name="grid">The grid.</param>
    internal long StepsAt(int index, CsvField field, in DecimalGrid grid) => Steps(TextAt(index), field, in grid);

    /// <summary>A number rounded to so many decimal places; zero where the file does not have the field.</summary>
    internal long Rounded(CsvField field, int scale)
    {
        var text = Text(field);
        if (text.IsEmpty && (_schema.EmptyIsZero || !Has(field)))
        {
            return 0;
        }

        var status = DecimalText.TryParseRounded(text, scale, out var value);
        if (status == NumberStatus.Ok)
        {
            return value;
        }

        Span<byte> expanded = stackalloc byte[ScientificText.SizeMax];
        if (ScientificText.TryExpand(text, expanded, out var length))
        {
            status = DecimalText.TryParseRounded(expanded[..length], scale, out value);
        }

        return status == NumberStatus.Ok ? value : throw RefuseNumber(field, text, status, default);
    }

    /// <summary>A time.</summary>
    internal TimestampNs Time(CsvField field)
    {
        var text = Text(field);
        if (Midnight is { } midnight)
        {
            return CsvTime.TryParseOfDay(text, _schema.TimeUnit, out var sinceMidnight)
                ? midnight + sinceMidnight
                : throw Refuse(
                    $"'{Show(text)}' in '{NameOf(field)}' is no time since midnight, as the first row's is",
                    "times of day are whole numbers below a day; see --time-unit");
        }

        return CsvTime.TryParse(text, _schema.TimeUnit, out var time)
            ? time
            : throw Refuse(
                $"'{Show(text)}' in '{NameOf(field)}' is no time",
                "times are whole numbers since 1970; see --time-unit");
    }

    /// <summary>A time, zero where the field is empty.</summary>
    internal TimestampNs TimeOrZero(CsvField field) => Says(field) ? Time(field) : TimestampNs.Zero;

    /// <summary>A truth: true, True, 1.</summary>
    internal bool Boolean(CsvField field)
    {
        var text = Text(field);
        if (text.SequenceEqual("true"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("1"u8)
            || text.SequenceEqual("TRUE"u8))
        {
            return true;
        }

        return text.SequenceEqual("false"u8) || text.SequenceEqual("False"u8) || text.SequenceEqual("0"u8)
            || text.SequenceEqual("FALSE"u8)
            ? false
            : throw Refuse($"'{Show(text)}' in '{NameOf(field)}' is neither true nor false");
    }

    /// <summary>An error at this row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ImportException Refuse(string problem, string mend = "") =>
        ImportException.BadData(_file, Number, problem, mend);

    internal string NameOf(CsvField field) => _layout[field]?.Name ?? field.ToString().ToLowerInvariant();

    internal static string Show(ReadOnlySpan<byte> text) => PrintableText.Of(text);

    /// <summary>An error at a row that could not be cut, or has too few fields.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ImportException RefuseCut(string problem) => _fault is null
        ? Refuse(problem, "complete or remove the row")
        : Refuse(_fault, CsvLayout.MendQuotes);

    private long Steps(ReadOnlySpan<byte> text, CsvField field, in DecimalGrid grid)
    {
        var status = grid.TryRead(text, out var steps);
        return status == NumberStatus.Ok ? steps : StepsSlowly(text, field, in grid, status);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long StepsSlowly(ReadOnlySpan<byte> text, CsvField field, in DecimalGrid grid, NumberStatus status)
    {
        if (text.IsEmpty && _schema.EmptyIsZero)
        {
            return 0;
        }

        Span<byte> expanded = stackalloc byte[ScientificText.SizeMax];
        if (ScientificText.TryExpand(text, expanded, out var length))
        {
            status = DecimalText.TryParseSteps(expanded[..length], grid.Step, out var steps);
            if (status == NumberStatus.Ok)
            {
                return steps;
            }
        }

        throw RefuseNumber(field, text, status, grid);
    }

    private ImportException RefuseNumber(CsvField field, ReadOnlySpan<byte> text, NumberStatus status, DecimalGrid grid)
    {
        var what = $"'{Show(text)}' in '{NameOf(field)}'";
        return status switch
        {
            NumberStatus.OffGrid => ImportException.OffGrid(
                _file, Number, $"{what} does not lie on the grid of {grid.Step}"),
            NumberStatus.Negative => Refuse($"{what} is negative"),
            NumberStatus.Overflow => Refuse($"{what} is too large"),
            _ when text.IsEmpty => Refuse($"'{NameOf(field)}' is empty", "complete or remove the row"),
            _ => Refuse($"{what} is not a decimal number"),
        };
    }
}
