using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Reading;

namespace Journal.Compression;

/// <summary>
/// Goes through the frames of one raw segment up to its seal, each one checked: checksums, epoch and chain. What lies in
/// the slots is none of its business. One thread.
/// </summary>
internal ref struct FrameScan
{
    private const int ReadAhead = 256 << 10;

    private readonly BlockReader _blocks;
    private readonly long _epoch;
    private uint _lastCrc;

    internal FrameScan(BlockReader blocks, in SegmentHeader segment, uint headerCrc)
    {
        _blocks = blocks;
        _epoch = segment.Epoch;
        _lastCrc = headerCrc;
        Offset = JournalFormat.SegmentHeaderSizeBytes;
    }

    /// <summary>Where the next frame begins.</summary>
    internal long Offset { get; private set; }

    /// <summary>Whether the frame handed out last is the seal.</summary>
    internal bool IsSealed { get; private set; }

    /// <summary>What is wrong at <see cref="Offset" />; null while nothing is.</summary>
    internal string? Wrong { get; private set; }

    /// <summary>The next frame with its header; valid until the next call.</summary>
    internal bool TryNext(out FrameHeader header, out ReadOnlySpan<byte> frame)
    {
        header = default;
        frame = default;
        if (IsSealed || Wrong is not null)
        {
            return false;
        }

        var start = _blocks.Peek(Offset, JournalFormat.FrameHeaderSizeBytes, ReadAhead);
        if (start.Length < JournalFormat.FrameHeaderSizeBytes)
        {
            Wrong = "the segment ends without its seal";
            return false;
        }

        header = MemoryMarshal.Read<FrameHeader>(start);
        if (header.Magic != JournalFormat.FrameMagic || header.HeaderCrc != FrameHeader.CrcOf(in header)
            || header.Count > JournalFormat.FrameSlotsLimit || header.Epoch != _epoch
            || header.PreviousCrc != _lastCrc)
        {
            Wrong = "no whole frame begins here";
            return false;
        }

        var size = JournalFormat.FrameHeaderSizeBytes + header.PayloadBytes;
        frame = _blocks.Peek(Offset, size, ReadAhead);
        if (frame.Length < size || Crc32C.Compute(frame[JournalFormat.FrameHeaderSizeBytes..]) != header.PayloadCrc)
        {
            Wrong = "the checksum of a frame's slots is wrong";
            return false;
        }

        Offset += size;
        _lastCrc = header.HeaderCrc;
        IsSealed = header.Is(FrameFlags.Sealed);
        return true;
    }
}
