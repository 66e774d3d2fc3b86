namespace Replay.Import.Files;

/// <summary>
/// Cuts a file into lines without making strings; memory is one buffer, as long as the longest line. One thread.
/// </summary>
internal sealed class LineReader : IDisposable
{
    private const int BufferStart = 1 << 16;
    private const int BufferMax = 1 << 26;
    private const int RoomMin = 1 << 10;

    private readonly InputFile _file;
    private byte[] _buffer = new byte[BufferStart];
    private int _start;
    private int _end;
    private bool _isEnded;

    internal LineReader(InputFile file) => _file = file;

    /// <summary>The file.</summary>
    internal InputFile File => _file;

    /// <summary>The number of the line read last, from 1.</summary>
    internal long Row { get; private set; }

    /// <summary>Whether the last line lacked its line end: it may have been cut.</summary>
    internal bool EndedInsideLine { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <returns>False at the end of the file.</returns>
    internal bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = _start;
        while (true)
        {
            var length = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, searched + length + 1);
                return true;
            }

            searched = _end;
            if (_isEnded)
            {
                var isLineLeft = _end > _start;
                EndedInsideLine |= isLineLeft;
                line = isLineLeft ? Take(_end, _end) : default;
                return isLineLeft;
            }

            searched -= Fill();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private ReadOnlySpan<byte> Take(int lineEnd, int next)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, lineEnd - _start);
        _start = next;
        Row++;
        if (Row == 1)
        {
            line = WithoutMark(line);
        }

        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || line.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw ImportException.BadData(_file.Path, 1, "its text is UTF-16", "save it as UTF-8");
        }

        return line.StartsWith("\uFEFF"u8) ? line[3..] : line;
    }

    /// <summary>Makes room and reads on.</summary>
    /// <returns>By how much the unread bytes moved down.</returns>
    private int Fill()
    {
        var moved = _start;
        if (moved > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= moved;
            _start = 0;
        }

        if (_buffer.Length - _end < RoomMin)
        {
            if (_buffer.Length >= BufferMax)
            {
                throw ImportException.BadData(
                    _file.Path, Row + 1, $"a line longer than {BufferMax} bytes", "is it a text file?");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = _file.Read(_buffer.AsSpan(_end));
        _isEnded = count == 0;
        _end += count;
        return moved;
    }
}
