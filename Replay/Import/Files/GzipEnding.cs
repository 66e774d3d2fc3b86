using System.IO.Compression;

namespace Replay.Import.Files;

/// <summary>The bytes of a gzip file with a member of our own behind them; see <see cref="GzipContent" />.</summary>
internal sealed class GzipEnding : Stream
{
    /// <summary>Bytes that the added member unpacks to.</summary>
    internal const int MarkSize = 16;

    private static readonly byte[] MarkBytes = [.. "\0engine:whole\0\n\0"u8];
    private static readonly byte[] Member = Pack(MarkBytes);

    private readonly Stream _file;
    private int _memberRead;

    internal GzipEnding(Stream file) => _file = file;

    /// <summary>What the added member unpacks to.</summary>
    internal static ReadOnlySpan<byte> Mark => MarkBytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = _file.Read(buffer);
        if (count > 0 || buffer.IsEmpty)
        {
            return count;
        }

        count = Math.Min(buffer.Length, Member.Length - _memberRead);
        Member.AsSpan(_memberRead, count).CopyTo(buffer);
        _memberRead += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
