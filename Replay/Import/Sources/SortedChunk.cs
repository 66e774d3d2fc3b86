using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Replay.Import.Sources;

/// <summary>A sorted part of a file that was too long for the memory. One thread.</summary>
internal sealed class SortedChunk
{
    private const int BufferRows = 256;

    private readonly SafeFileHandle _file;
    private SortedRow[]? _rows;
    private long _offset;
    private int _left;
    private int _next;
    private int _count;

    internal SortedChunk(SafeFileHandle file, long offset, int count)
    {
        _file = file;
        _offset = offset;
        _left = count;
    }

    /// <summary>The row at hand.</summary>
    internal ref readonly SortedRow Current => ref _rows![_next - 1];

    /// <summary>Goes to the next row.</summary>
    internal bool MoveNext()
    {
        if (_next == _count && !Fill())
        {
            return false;
        }

        _next++;
        return true;
    }

    private bool Fill()
    {
        _next = 0;
        _count = Math.Min(_left, BufferRows);
        _left -= _count;
        if (_count == 0)
        {
            _rows = null;
            return false;
        }

        _rows ??= new SortedRow[BufferRows];
        var bytes = MemoryMarshal.AsBytes(_rows.AsSpan(0, _count));
        var read = 0;
        while (read < bytes.Length)
        {
            var count = RandomAccess.Read(_file, bytes[read..], _offset + read);
            read += count > 0 ? count : throw new IOException("The file of sorted rows ends too early.");
        }

        _offset += bytes.Length;
        return true;
    }
}
