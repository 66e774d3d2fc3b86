using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal.Format;
using Journal.Storage;

namespace Journal.Writing;

/// <summary>One segment while it is written: header, catalogue, frames in a chain, seal. One thread.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly IJournalFile _file;
    private readonly long _epoch;
    private bool _isPrepared;

    private SegmentFile(IJournalFile file, long epoch)
    {
        _file = file;
        _epoch = epoch;
    }

    /// <summary>Where the next frame goes.</summary>
    internal long Length { get; private set; }

    /// <summary>Frames with slots so far, the catalogue's not counted.</summary>
    internal long FrameCount { get; private set; }

    /// <summary>The header CRC of the last frame.</summary>
    internal uint LastCrc { get; private set; }

    internal string Path => _file.Path;

    /// <summary>Makes a segment with its header and its catalogue.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="header">The header.</param>
    /// <param name="engineVersion">The version text.</param>
    /// <param name="catalogue">The definitions in force at its head.</param>
    /// <param name="atomically">Whether it takes its name only when head and catalogue are on the device.</param>
    /// <param name="spare">The file of zeros to make it of; null for a file that grows.</param>
    internal static SegmentFile Create(
        IJournalStorage storage, in SegmentHeader header, string engineVersion, ReadOnlySpan<Event> catalogue,
        bool atomically, SpareSegment? spare)
    {
        var name = SegmentName.Of(header.Stream, header.FirstSequence);
        var firstName = spare?.Name ?? (atomically ? name + SegmentName.TemporarySuffix : name);
        var segment = new SegmentFile(spare?.File ?? storage.Create(firstName), header.Epoch)
        {
            _isPrepared = spare is not null,
        };
        try
        {
            segment.WriteHead(in header, engineVersion, catalogue);
            if (atomically)
            {
                segment._file.Sync();
                storage.Rename(firstName, name);
                segment._file.Path = System.IO.Path.Combine(storage.Directory, name);
                storage.SyncNames();
            }

            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a segment that is there, to seal it.</summary>
    internal static SegmentFile Continue(IJournalFile file, long epoch, long length, uint lastCrc) =>
        new(file, epoch) { Length = length, LastCrc = lastCrc };

    /// <summary>Writes a frame without slots: the seal, after which the segment has no more, or an idle one.</summary>
    /// <param name="flags">Sealed, and whether the journal is closed with it; none of an idle frame.</param>
    /// <param name="nextSequence">The sequence of the next slot.</param>
    /// <param name="lastOrder">The highest time, or the cause, up to the last slot.</param>
    /// <param name="watermark">The last sequence on the device.</param>
    internal void WriteEmpty(FrameFlags flags, long nextSequence, long lastOrder, long watermark)
    {
        Span<byte> frame = stackalloc byte[JournalFormat.FrameHeaderSizeBytes];
        frame.Clear();
        ref var header = ref MemoryMarshal.AsRef<FrameHeader>(frame);
        header.Flags = flags;
        header.FirstSequence = nextSequence;

        // Before the first slot there is no time; zero is what the format says then.
        header.FirstOrder = lastOrder == long.MinValue ? 0 : lastOrder;
        header.LastOrder = header.FirstOrder;
        header.DurableWatermark = watermark;
        Write(frame);
    }

    /// <summary>Completes the header that stands in front of a frame's slots, and writes both.</summary>
    /// <param name="frame">Header and slots.</param>
    internal void Write(Span<byte> frame)
    {
        ref var header = ref MemoryMarshal.AsRef<FrameHeader>(frame);
        header.Magic = JournalFormat.FrameMagic;
        header.Version = JournalFormat.Version;
        header.Epoch = _epoch;
        header.PreviousCrc = LastCrc;
        header.PayloadCrc = Crc32C.Compute(frame[JournalFormat.FrameHeaderSizeBytes..]);
        header.HeaderCrc = FrameHeader.CrcOf(in header);

        _file.Write(frame, Length);
        LastCrc = header.HeaderCrc;
        Length += frame.Length;
        FrameCount += header.Count > 0 ? 1 : 0;
    }

    /// <summary>
    /// After the seal: cuts the zeros off. Should the machine die between, they stay, and a reader takes them for what
    /// they are.
    /// </summary>
    internal void CutToLength()
    {
        if (_isPrepared)
        {
            _file.SetLength(Length);
        }
    }

    internal void Sync() => _file.Sync();

    public void Dispose() => _file.Dispose();

    private void WriteHead(in SegmentHeader header, string engineVersion, ReadOnlySpan<Event> catalogue)
    {
        var page = new byte[JournalFormat.SegmentHeaderSizeBytes];
        LastCrc = SegmentHeader.Encode(in header, engineVersion, page);
        _file.Write(page, 0);
        Length = page.Length;

        // At least one, so that every segment has the same shape; more where the definitions fill more than a frame.
        do
        {
            var slots = catalogue[..Math.Min(catalogue.Length, JournalFormat.FrameSlotsLimit)];
            var frame = new byte[JournalFormat.FrameHeaderSizeBytes + (slots.Length * JournalFormat.SlotSizeBytes)];
            MemoryMarshal.AsBytes(slots).CopyTo(frame.AsSpan(JournalFormat.FrameHeaderSizeBytes));
            ref var frameHeader = ref MemoryMarshal.AsRef<FrameHeader>(frame.AsSpan());
            frameHeader.Flags = FrameFlags.Catalogue;
            frameHeader.Count = (uint)slots.Length;
            frameHeader.FirstSequence = header.FirstSequence;
            frameHeader.DurableWatermark = header.DurableWatermark;
            Write(frame);
            catalogue = catalogue[slots.Length..];
        }
        while (!catalogue.IsEmpty);

        FrameCount = 0;
    }
}
