using System.Numerics;
using Journal.Format;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>
/// Hands out spans of one file at rising positions, read in large blocks into one buffer. One thread.
/// </summary>
/// <remarks>
/// Reading with positions beat a mapping on first touch, and a mapping of a file that is cut dies of a signal
/// (docs/journal-format.md). The buffer grows once to the largest frame met, then nothing is allocated.
/// </remarks>
internal sealed class BlockReader
{
    private const int BlockBytes = 256 << 10;
    private const int SmallestBytes = 16 << 10;

    private AlignedBuffer _buffer = new(SmallestBytes);
    private IJournalFile? _file;
    private long _bufferOffset;
    private int _bufferLength;

    /// <summary>The file's length when it was attached.</summary>
    internal long FileLength { get; private set; }

    /// <summary>Reads from another file from now on.</summary>
    internal void Attach(IJournalFile file)
    {
        _file = file;
        FileLength = file.Length;
        _bufferOffset = 0;
        _bufferLength = 0;
    }

    /// <summary>
    /// The bytes at a position, as many as asked or, at the file's end, fewer. Valid until the next call.
    /// </summary>
    /// <param name="offset">The position.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="ahead">How many beyond them are likely to be wanted next.</param>
    internal ReadOnlySpan<byte> Peek(long offset, int count, int ahead)
    {
        var start = offset - _bufferOffset;
        if (start < 0 || start + count > _bufferLength)
        {
            Fill(offset, count, ahead);
            start = 0;
        }

        return _buffer.Span.Slice((int)start, Math.Min(count, _bufferLength - (int)start));
    }

    private void Fill(long offset, int count, int ahead)
    {
        // A frame that fills a block is read by itself with the next header: else most of it would be moved, not read.
        var wanted = Math.Max(
            Math.Min(count + ahead, BlockBytes), count + Math.Min(ahead, JournalFormat.FrameHeaderSizeBytes));
        wanted = (int)Math.Min(wanted, Math.Max(0, FileLength - offset));
        var old = _buffer;
        if (wanted > old.SizeBytes)
        {
            _buffer = new AlignedBuffer((int)BitOperations.RoundUpToPowerOf2((uint)wanted));
        }

        var start = offset - _bufferOffset;
        var kept = start >= 0 && start < _bufferLength ? _bufferLength - (int)start : 0;
        if (kept > 0)
        {
            old.Span.Slice((int)start, kept).CopyTo(_buffer.Span);
        }

        _bufferOffset = offset;
        _bufferLength = kept;
        var missing = wanted - kept;
        if (missing > 0)
        {
            _bufferLength += _file!.Read(_buffer.Span.Slice(kept, missing), offset + kept);
        }
    }
}
