using System.Text;
using Engine.Model.Numbers;

namespace Journal.Rendering;

/// <summary>Lines for people: the head in columns, then <c>name=value</c>.</summary>
internal sealed class TextLineWriter : ILineWriter
{
    private const int FlushLength = 1 << 16;

    private readonly Stream _output;
    private readonly StringBuilder _line = new();
    private readonly char[] _number = new char[64];

    internal TextLineWriter(Stream output) => _output = output;

    public void BeginEvent(long sequence, string time, string kind, string? instrument)
    {
        _line.Append(sequence).Append(' ').Append(time).Append(' ').Append(kind).Append(' ');
        Show(_line, instrument ?? "-");
    }

    public void BeginCommand(long cause, int ordinal, string kind, string? instrument)
    {
        _line.Append("> ").Append(cause).Append('.').Append(ordinal).Append(' ').Append(kind).Append(' ');
        Show(_line, instrument ?? "-");
    }

    // One event is one line, whatever its text holds, and a text that a file brings does not steer the terminal.
    public void Text(string name, string value) => Show(Name(name), value);

    public void Number(string name, long value) => Name(name).Append(value);

    public void Decimal(string name, long steps, DecimalStep step)
    {
        DecimalText.TryFormat(steps, step, _number, out var written);
        Name(name).Append(_number, 0, written);
    }

    public void Flag(string name, bool isSet)
    {
        if (isSet)
        {
            _line.Append(' ').Append(name);
        }
    }

    public void Absent(string name)
    {
        // People miss nothing that is not there.
    }

    public void EndLine()
    {
        _line.Append('\n');
        if (_line.Length >= FlushLength)
        {
            Flush();
        }
    }

    public void Flush()
    {
        _output.Write(Encoding.UTF8.GetBytes(_line.ToString()));
        _line.Clear();
        _output.Flush();
    }

    public void Dispose()
    {
        // The output is the caller's.
    }

    private StringBuilder Name(string name) => _line.Append(' ').Append(name).Append('=');

    private static void Show(StringBuilder line, string text)
    {
        foreach (var c in text)
        {
            _ = c == '\n' ? line.Append("\\n") : char.IsControl(c) ? line.Append($"\\u{(int)c:x4}") : line.Append(c);
        }
    }
}
