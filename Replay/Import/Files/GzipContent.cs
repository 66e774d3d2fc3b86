using System.IO.Compression;

namespace Replay.Import.Files;

/// <summary>
/// The content of a gzip file of one member or several, which tells a file that was cut from one that has ended. One
/// thread.
/// </summary>
/// <remarks>
/// The framework's reader checks the checksum of every member that ends, and goes on with the next one; but where the
/// file ends inside a member it says that the content has ended. So one more member, our own, is put behind the file's
/// bytes: only behind a whole member can it be unpacked, and only then does the content end with what it holds.
/// </remarks>
internal sealed class GzipContent : Stream
{
    private readonly GZipStream _gzip;
    private readonly byte[] _held = new byte[GzipEnding.MarkSize];
    private int _heldCount;

    internal GzipContent(Stream file) =>
        _gzip = new GZipStream(new GzipEnding(file), CompressionMode.Decompress);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads on; the buffer must have room for more than the mark.</summary>
    /// <exception cref="InvalidDataException">A member is damaged, or the file was cut.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            // What was read last is held back: it is the mark where nothing follows.
            _held.AsSpan(0, _heldCount).CopyTo(buffer);
            var count = _gzip.Read(buffer[_heldCount..]);
            if (count == 0)
            {
                RequireMark();
                return 0;
            }

            count += _heldCount;
            _heldCount = Math.Min(count, GzipEnding.MarkSize);
            buffer.Slice(count - _heldCount, _heldCount).CopyTo(_held);
            if (count > _heldCount)
            {
                return count - _heldCount;
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void RequireMark()
    {
        if (!_held.AsSpan(0, _heldCount).SequenceEqual(GzipEnding.Mark))
        {
            throw new InvalidDataException("The file ends inside a member, or something else follows its last one.");
        }
    }
}
