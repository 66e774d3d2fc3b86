using System.Runtime.InteropServices;
using Journal.Format;

namespace Journal.Compression;

/// <summary>
/// Tells a frame's header by how it differs from what is expected of it; checksums of headers are computed again, those
/// of slots are kept, so that what is restored is held against what the writer saw.
/// </summary>
internal struct FrameNote
{
    private readonly long _epoch;
    private long _nextSequence;
    private long _lastOrder;
    private uint _previousCrc;
    private ushort _version = 1;

    internal FrameNote(long epoch, in BlockHeader block)
    {
        _epoch = epoch;
        _nextSequence = block.FirstSequence;
        _previousCrc = block.PreviousCrc;
    }

    [Flags]
    private enum Differs : byte
    {
        Flags = 1 << 0,
        Watermark = 1 << 1,
        Sequence = 1 << 2,
        FirstOrder = 1 << 3,
        LastOrder = 1 << 4,
        Epoch = 1 << 5,
        Version = 1 << 6,
        Chain = 1 << 7,
    }

    /// <summary>Writes what must be told of a frame.</summary>
    internal void Write(ByteSink sink, ReadOnlySpan<byte> frame)
    {
        var header = MemoryMarshal.Read<FrameHeader>(frame);
        var expected = Expect(header.Count, header.FirstSequence, frame[JournalFormat.FrameHeaderSizeBytes..]);
        var differs = (header.Flags != expected.Flags ? Differs.Flags : 0)
            | (header.DurableWatermark != expected.DurableWatermark ? Differs.Watermark : 0)
            | (header.FirstSequence != _nextSequence ? Differs.Sequence : 0)
            | (header.FirstOrder != expected.FirstOrder ? Differs.FirstOrder : 0)
            | (header.LastOrder != expected.LastOrder ? Differs.LastOrder : 0)
            | (header.Epoch != expected.Epoch ? Differs.Epoch : 0)
            | (header.Version != expected.Version ? Differs.Version : 0)
            | (header.PreviousCrc != expected.PreviousCrc ? Differs.Chain : 0);
        sink.Byte((byte)differs);
        sink.Varint(header.Count);
        Write(sink, differs, Differs.Sequence, header.FirstSequence - _nextSequence);
        Write(sink, differs, Differs.Flags, (long)header.Flags);
        Write(sink, differs, Differs.Watermark, header.DurableWatermark - expected.DurableWatermark);
        Write(sink, differs, Differs.FirstOrder, header.FirstOrder - expected.FirstOrder);
        Write(sink, differs, Differs.LastOrder, header.LastOrder - expected.LastOrder);
        Write(sink, differs, Differs.Epoch, header.Epoch - expected.Epoch);
        Write(sink, differs, Differs.Version, header.Version);
        Write(sink, differs, Differs.Chain, header.PreviousCrc);
        if (header.Count > 0)
        {
            sink.UInt32(header.PayloadCrc);
        }

        Pass(in header);
    }

    /// <summary>How many slots the next frame has; its other facts need the slots.</summary>
    internal static (byte Differs, uint Count) ReadCount(ref ByteSource source) =>
        (source.Byte(), (uint)source.Below(JournalFormat.FrameSlotsLimit + 1));

    /// <summary>Restores the header of a frame whose slots stand behind it already.</summary>
    internal void Restore(ref ByteSource source, (byte Differs, uint Count) begun, Span<byte> frame)
    {
        var differs = (Differs)begun.Differs;
        var sequence = _nextSequence + Read(ref source, differs, Differs.Sequence);
        var header = Expect(begun.Count, sequence, frame[JournalFormat.FrameHeaderSizeBytes..]);
        header.Flags |= (FrameFlags)Read(ref source, differs, Differs.Flags);
        header.DurableWatermark += Read(ref source, differs, Differs.Watermark);
        header.FirstOrder += Read(ref source, differs, Differs.FirstOrder);
        header.LastOrder += Read(ref source, differs, Differs.LastOrder);
        header.Epoch += Read(ref source, differs, Differs.Epoch);
        header.Version = (differs & Differs.Version) != 0 ? (ushort)source.Signed() : header.Version;
        header.PreviousCrc = (differs & Differs.Chain) != 0 ? (uint)source.Signed() : header.PreviousCrc;
        header.PayloadCrc = begun.Count > 0 ? source.UInt32() : 0;
        header.HeaderCrc = FrameHeader.CrcOf(in header);
        MemoryMarshal.Write(frame, in header);
        Pass(in header);
    }

    private static void Write(ByteSink sink, Differs differs, Differs bit, long value)
    {
        if ((differs & bit) != 0)
        {
            sink.Signed(value);
        }
    }

    private static long Read(ref ByteSource source, Differs differs, Differs bit) =>
        (differs & bit) != 0 ? source.Signed() : 0;

    private readonly FrameHeader Expect(uint count, long firstSequence, ReadOnlySpan<byte> slots) => new()
    {
        Magic = JournalFormat.FrameMagic,
        Version = _version,
        Count = count,
        PreviousCrc = _previousCrc,
        FirstSequence = firstSequence,
        FirstOrder = count > 0 ? MemoryMarshal.Read<long>(slots) : _lastOrder,
        LastOrder = count > 0
            ? MemoryMarshal.Read<long>(slots[(((int)count - 1) * JournalFormat.SlotSizeBytes)..]) : _lastOrder,
        Epoch = _epoch,
        DurableWatermark = firstSequence - 1,
    };

    private void Pass(in FrameHeader header)
    {
        var isCounted = !header.Is(FrameFlags.Catalogue);
        _nextSequence = header.FirstSequence + (isCounted ? header.Count : 0);
        _lastOrder = header.LastOrder;
        _previousCrc = header.HeaderCrc;
        _version = header.Version;
    }
}
