using System.Text;
using Engine.Model.Numbers;

namespace Journal.Rendering;

/// <summary>
/// Rows of events of one kind: a header row of the fields' names, then a cell for each, empty where not given.
/// </summary>
internal sealed class CsvLineWriter : ILineWriter
{
    private const int FlushLength = 1 << 16;

    private readonly Stream _output;
    private readonly StringBuilder _rows = new();
    private readonly StringBuilder _row = new();
    private readonly StringBuilder _header = new();
    private bool _hasHeader;

    internal CsvLineWriter(Stream output) => _output = output;

    public void BeginEvent(long sequence, string time, string kind, string? instrument)
    {
        _row.Clear();
        Number("sequence", sequence);
        Text("time", time);
        Text("kind", kind);
        Text("instrument", instrument ?? string.Empty);
    }

    public void BeginCommand(long cause, int ordinal, string kind, string? instrument) =>
        throw new InvalidOperationException("A csv has the columns of one kind of event, and no commands.");

    public void Text(string name, string value)
    {
        Cell(name);
        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            _row.Append(value);
            return;
        }

        _row.Append('"').Append(value.Replace("\"", "\"\"")).Append('"');
    }

    public void Number(string name, long value)
    {
        Cell(name);
        _row.Append(value);
    }

    public void Decimal(string name, long steps, DecimalStep step)
    {
        Cell(name);
        _row.Append(DecimalText.Format(steps, step));
    }

    public void Flag(string name, bool isSet) => Number(name, isSet ? 1 : 0);

    public void Absent(string name) => Cell(name);

    public void EndLine()
    {
        if (!_hasHeader)
        {
            _rows.Append(_header).Append('\n');
            _hasHeader = true;
        }

        _rows.Append(_row).Append('\n');
        if (_rows.Length >= FlushLength)
        {
            Flush();
        }
    }

    public void Flush()
    {
        _output.Write(Encoding.UTF8.GetBytes(_rows.ToString()));
        _rows.Clear();
        _output.Flush();
    }

    public void Dispose()
    {
        // The output is the caller's.
    }

    private void Cell(string name)
    {
        _row.Append(_row.Length == 0 ? string.Empty : ",");
        if (!_hasHeader)
        {
            _header.Append(_header.Length == 0 ? string.Empty : ",").Append(name);
        }
    }
}
