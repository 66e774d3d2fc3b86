using System.Buffers;
using System.Text.Json;
using Engine.Model.Numbers;

namespace Journal.Rendering;

/// <summary>One JSON object per line; decimals are strings, because a reader's double would not hold them.</summary>
internal sealed class JsonLineWriter : ILineWriter
{
    private const int FlushLength = 1 << 16;

    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushLength);
    private readonly Utf8JsonWriter _json;
    private readonly char[] _number = new char[64];

    internal JsonLineWriter(Stream output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer);
    }

    public void BeginEvent(long sequence, string time, string kind, string? instrument)
    {
        _json.WriteStartObject();
        _json.WriteNumber("sequence", sequence);
        _json.WriteString("time", time);
        Kind(kind, instrument);
    }

    public void BeginCommand(long cause, int ordinal, string kind, string? instrument)
    {
        _json.WriteStartObject();
        _json.WriteNumber("cause", cause);
        _json.WriteNumber("ordinal", ordinal);
        Kind(kind, instrument);
    }

    public void Text(string name, string value) => _json.WriteString(name, value);

    public void Number(string name, long value) => _json.WriteNumber(name, value);

    public void Decimal(string name, long steps, DecimalStep step)
    {
        DecimalText.TryFormat(steps, step, _number, out var written);
        _json.WriteString(name, _number.AsSpan(0, written));
    }

    public void Flag(string name, bool isSet)
    {
        if (isSet)
        {
            _json.WriteBoolean(name, true);
        }
    }

    public void Absent(string name)
    {
        // A member that is not there says so.
    }

    public void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushLength)
        {
            Flush();
        }
    }

    public void Flush()
    {
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        _output.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void Kind(string kind, string? instrument)
    {
        _json.WriteString("kind", kind);
        if (instrument is not null)
        {
            _json.WriteString("instrument", instrument);
        }
    }
}
