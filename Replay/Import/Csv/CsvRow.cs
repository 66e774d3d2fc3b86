using System.Runtime.CompilerServices;
using System.Text;
using Adapters.Common.Parsing;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>One row, cut at its commas. One thread; its texts are valid until the next row.</summary>
internal sealed class CsvRow
{
    private const int ColumnsMax = 256;
    private readonly CsvLayout _layout;
    private readonly string _file;
    private readonly TimeUnit _timeUnit;
    private readonly (int Start, int End)[] _columns = new (int, int)[ColumnsMax];
    private byte[] _line = new byte[1024];
    private int _count;

    internal CsvRow(CsvLayout layout, string file, TimeUnit timeUnit)
    {
        _layout = layout;
        _file = file;
        _timeUnit = timeUnit;
    }

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
        _count = 0;
        var start = 0;
        while (_count < ColumnsMax)
        {
            var length = line[start..].IndexOf((byte)',');
            var end = length < 0 ? line.Length : start + length;
            _columns[_count++] = Trim(line, start, end);
            if (length < 0)
            {
                return;
            }

            start = end + 1;
        }
    }

    /// <summary>Whether the file has a field at all.</summary>
    internal bool Has(CsvField field) => _layout[field] is not null;

    /// <summary>A field's text; empty where the file does not have the field.</summary>
    /// <exception cref="ImportException">The row ends before it.</exception>
    internal ReadOnlySpan<byte> Text(CsvField field)
    {
        if (_layout[field] is not { } column)
        {
            return default;
        }

        if (column.Index >= _count)
        {
            throw Refuse($"ends after {_count} fields; '{column.Name}' is number {column.Index + 1}", "complete or remove the row");
        }

        var (start, end) = _columns[column.Index];
        return column.Cut(_line.AsSpan(start, end - start));
    }

    /// <summary>A price or quantity in whole steps.</summary>
    /// <exception cref="ImportException">It is not a plain number, negative, off the grid or too large.</exception>
    internal long Steps(CsvField field, DecimalGrid grid)
    {
        var text = Text(field);
        var status = grid.TryRead(text, out var steps);
        if (status != NumberStatus.Ok)
        {
            throw RefuseNumber(field, text, status, grid);
        }

        return steps;
    }

    /// <summary>A number rounded to so many decimal places; zero where the file does not have the field.</summary>
    internal long Rounded(CsvField field, int scale)
    {
        var text = Text(field);
        if (text.IsEmpty && !Has(field))
        {
            return 0;
        }

        var status = DecimalText.TryParseRounded(text, scale, out var value);
        return status == NumberStatus.Ok ? value : throw RefuseNumber(field, text, status, default);
    }

    /// <summary>A time.</summary>
    internal TimestampNs Time(CsvField field)
    {
        var text = Text(field);
        return CsvTime.TryParse(text, _timeUnit, out var time)
            ? time
            : throw Refuse($"'{Show(text)}' in '{NameOf(field)}' is no time", "times are whole numbers since 1970; see --time-unit");
    }

    /// <summary>A truth: true, True, 1.</summary>
    internal bool Boolean(CsvField field)
    {
        var text = Text(field);
        if (text.SequenceEqual("true"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("1"u8) || text.SequenceEqual("TRUE"u8))
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

    internal static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);

    private ImportException RefuseNumber(CsvField field, ReadOnlySpan<byte> text, NumberStatus status, DecimalGrid grid)
    {
        var what = $"'{Show(text)}' in '{NameOf(field)}'";
        return status switch
        {
            NumberStatus.OffGrid => Refuse(
                $"{what} does not lie on the grid of {grid.Step}",
                "give --instruments of that time, --tick and --lot, or --grid-from-data"),
            NumberStatus.Negative => Refuse($"{what} is negative"),
            NumberStatus.Overflow => Refuse($"{what} is too large"),
            _ when text.IsEmpty => Refuse($"'{NameOf(field)}' is empty", "complete or remove the row"),
            _ => Refuse($"{what} is not a plain decimal number"),
        };
    }

    private static (int Start, int End) Trim(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] is (byte)' ' or (byte)'"')
        {
            start++;
        }

        while (end > start && line[end - 1] is (byte)' ' or (byte)'"')
        {
            end--;
        }

        return (start, end);
    }
}
