using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal.Compression;
using Journal.Format;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>
/// Walks the frames of one stream across its segments and holds the chain: each header is checked before it is trusted,
/// each payload before it is handed out, and the first that fails ends the walk with its place. One thread.
/// </summary>
internal sealed class SegmentWalker : IDisposable
{
    private readonly IJournalStorage _storage;
    private readonly IReadOnlyList<SegmentEntry> _segments;
    private readonly JournalStream _stream;
    private readonly JournalId _journalId;
    private readonly long _firstNumber;
    private readonly BlockReader _blocks = new();
    private readonly List<Event> _catalogue = [];
    private IJournalFile? _file;
    private SegmentHeader _segment;
    private long _lastEpoch;
    private bool _isFirst = true;
    private (long Offset, bool IsAcknowledged)? _doubt;

    internal SegmentWalker(
        IJournalStorage storage, IReadOnlyList<SegmentEntry> segments, JournalStream stream, JournalId journalId,
        long firstNumber)
    {
        _storage = storage;
        _segments = segments;
        _stream = stream;
        _journalId = journalId;
        _firstNumber = firstNumber;

        // Where the head was purged the stream begins later than with 0.
        NextSequence = firstNumber > 0 && segments.Count > 0 ? segments[0].FirstSequence : 0;

        // A stream without a segment is whole: data journals have no commands.
        WasClosed = segments.Count == 0;
        StopBefore = segments.Count;
    }

    /// <summary>
    /// The index of the segment that the walk does not enter; where it is not the end of the stream, the walk stops there
    /// with <see cref="End" /> not reached.
    /// </summary>
    internal int StopBefore { get; set; }

    internal JournalEnd End { get; private set; }

    internal JournalFault? Fault { get; private set; }

    internal long TornBytes { get; private set; }

    /// <summary>The index of the segment under the walk; −1 before the first.</summary>
    internal int SegmentIndex { get; private set; } = -1;

    /// <summary>Where the next frame of the segment begins.</summary>
    internal long Offset { get; private set; }

    /// <summary>The sequence of the next slot.</summary>
    internal long NextSequence { get; private set; }

    /// <summary>The highest time, or the cause, of the slots walked over.</summary>
    internal long LastOrder { get; private set; } = long.MinValue;

    /// <summary>The CRC that the next frame must name.</summary>
    internal uint LastCrc { get; private set; }

    /// <summary>Whether no segment follows the one under the walk.</summary>
    internal bool IsInLast => SegmentIndex + 1 == _segments.Count;

    /// <summary>The header of the segment under the walk, or of the last one.</summary>
    internal ref readonly SegmentHeader Segment => ref _segment;

    /// <summary>Whether the last segment walked over has its seal.</summary>
    internal bool WasSealed { get; private set; }

    /// <summary>Whether the seal says that the journal was closed.</summary>
    internal bool WasClosed { get; private set; }

    /// <summary>The definitions in force at the head of the segment.</summary>
    internal ReadOnlySpan<Event> Catalogue => CollectionsMarshal.AsSpan(_catalogue);

    /// <summary>Goes before a segment.</summary>
    internal void GoTo(int index)
    {
        Dispose();
        End = JournalEnd.NotReached;
        Fault = null;
        TornBytes = 0;
        LastOrder = long.MinValue;
        SegmentIndex = index - 1;
        NextSequence = index < _segments.Count ? _segments[index].FirstSequence : 0;
        _isFirst = true;
        _lastEpoch = 0;
        _doubt = null;
    }

    /// <summary>Comes to the next frame that has slots.</summary>
    /// <param name="ahead">How many bytes behind its header are likely to be wanted.</param>
    /// <param name="header">Its header, checked.</param>
    /// <returns>False at the end of the walk: <see cref="End" /> says which.</returns>
    internal bool TryNext(int ahead, out FrameHeader header)
    {
        header = default;
        while (End == JournalEnd.NotReached && (_file is not null || TryOpenSegment()))
        {
            if (TryReadHeader(ahead, out header) && !TakesNoSlots(in header))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the file holds the whole frame.</summary>
    internal bool IsWhole(in FrameHeader header) => Offset + SizeOf(in header) <= _blocks.FileLength;

    /// <summary>Reads and checks what the header announces; the walk ends where it is not right.</summary>
    internal bool TryReadPayload(scoped in FrameHeader header, int ahead, out ReadOnlySpan<byte> payload)
    {
        var frame = _blocks.Peek(Offset, SizeOf(in header), ahead);
        payload = frame[Math.Min(frame.Length, JournalFormat.FrameHeaderSizeBytes)..];
        if (payload.Length < header.PayloadBytes)
        {
            Break("a frame is cut short");
            return false;
        }

        if (Crc32C.Compute(payload) != header.PayloadCrc)
        {
            Break("the checksum of a frame's slots is wrong");
            return false;
        }

        return true;
    }

    /// <summary>Walks over the frame.</summary>
    internal void Accept(in FrameHeader header)
    {
        NextSequence = header.FirstSequence + header.Count;
        LastOrder = header.LastOrder;
        LastCrc = header.HeaderCrc;
        Offset += SizeOf(in header);
    }

    /// <summary>Ends the walk with damage at the frame.</summary>
    internal void Damage(string what)
    {
        End = JournalEnd.Damaged;
        var compressed = _file as CompressedSegmentFile;
        var (wrong, place) = compressed?.Fault ?? (what, compressed?.PlaceOf(Offset) ?? Offset);
        Fault = new JournalFault(_segments[SegmentIndex].Name, place, wrong, NextSequence);
        Dispose();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>
    /// All frames are whole. A live journal may simply stop; one that a command made ends with its seal, or its end is
    /// missing.
    /// </summary>
    private void FinishUnsealed()
    {
        if (SegmentIndex >= 0 && !WasClosed && _segment.IsLive == 0)
        {
            Damage("the journal stops without its closing seal: what came after is missing");
            return;
        }

        End = WasClosed ? JournalEnd.Closed : JournalEnd.Open;
        Dispose();
    }

    private static int SizeOf(in FrameHeader header) => JournalFormat.FrameHeaderSizeBytes + header.PayloadBytes;

    private bool TryOpenSegment()
    {
        if (SegmentIndex + 1 == _segments.Count)
        {
            FinishUnsealed();
            return false;
        }

        if (SegmentIndex + 1 == StopBefore)
        {
            return false;
        }

        SegmentIndex++;
        var entry = _segments[SegmentIndex];
        var expectedNumber = _isFirst ? -1 : _segment.SegmentNumber + 1;
        _file = SegmentFiles.OpenRead(_storage, entry.Name);
        _blocks.Attach(_file);
        _catalogue.Clear();
        Offset = 0;
        var page = _blocks.Peek(0, JournalFormat.SegmentHeaderSizeBytes, JournalFormat.SegmentHeaderSizeBytes);
        var wrong = SegmentHeader.TryDecode(page, out _segment, out var crc) ?? WrongInSegment(entry, expectedNumber);
        if (wrong is not null)
        {
            Damage(wrong);
            return false;
        }

        _isFirst = false;
        _lastEpoch = _segment.Epoch;
        WasSealed = false;
        WasClosed = false;
        LastCrc = crc;
        Offset = JournalFormat.SegmentHeaderSizeBytes;
        return true;
    }

    private string? WrongInSegment(SegmentEntry entry, long expectedNumber)
    {
        if (_segment.MinReaderVersion > JournalFormat.ReaderVersion)
        {
            return $"format version {_segment.FormatVersion} is newer than version {JournalFormat.ReaderVersion}, "
                + "the newest known here";
        }

        if (_segment.JournalId != _journalId)
        {
            return $"a segment of another journal ({_segment.JournalId}, not {_journalId})";
        }

        if (_segment.Stream != _stream || _segment.FirstSequence != entry.FirstSequence
            || _segment.SlotSizeBytes != JournalFormat.SlotSizeBytes
            || _segment.Checksum != JournalFormat.ChecksumCrc32C || _segment.Codec != 0)
        {
            return "the segment's header does not fit its name and stream";
        }

        if (SegmentIndex == 0 && _segment.SegmentNumber != _firstNumber)
        {
            return $"the segments before it are missing: this is number {_segment.SegmentNumber}";
        }

        if (_segment.Epoch < _lastEpoch)
        {
            return $"a segment of epoch {_segment.Epoch} follows one of epoch {_lastEpoch}";
        }

        // After a seek nothing is known of the segments before.
        return expectedNumber < 0 ? null : WrongAfter(in _segment, expectedNumber, NextSequence, LastCrc);
    }

    /// <summary>What of a segment does not follow the one before it; null where all does.</summary>
    internal static string? WrongAfter(in SegmentHeader segment, long number, long sequence, uint previousCrc) =>
        segment.SegmentNumber == number && segment.FirstSequence == sequence && segment.PreviousCrc == previousCrc
            ? null
            : $"a segment is missing before it: sequence {sequence} should follow, "
            + $"it begins with {segment.FirstSequence}";

    private bool TryReadHeader(int ahead, out FrameHeader header)
    {
        header = default;
        var bytes = _blocks.Peek(Offset, JournalFormat.FrameHeaderSizeBytes, ahead);
        if (bytes.Length < JournalFormat.FrameHeaderSizeBytes)
        {
            Break(bytes.IsEmpty ? "the segment ends without its seal" : "a frame's header is cut short");
            return false;
        }

        header = MemoryMarshal.Read<FrameHeader>(bytes);
        if (FrameChecks.WrongInHeader(in header, _segment.Epoch, NextSequence, LastCrc) is { } wrong)
        {
            Break(wrong);
            return false;
        }

        return true;
    }

    /// <summary>Takes the catalogue, an idle frame or the seal.</summary>
    private bool TakesNoSlots(in FrameHeader header)
    {
        if (header.Is(FrameFlags.Catalogue))
        {
            if (TryReadPayload(in header, JournalFormat.SegmentHeaderSizeBytes, out var payload))
            {
                _catalogue.AddRange(MemoryMarshal.Cast<byte, Event>(payload));
                LastCrc = header.HeaderCrc;
                Offset += SizeOf(in header);
            }

            return true;
        }

        if (header.Count > 0)
        {
            return false;
        }

        LastCrc = header.HeaderCrc;
        Offset += JournalFormat.FrameHeaderSizeBytes;
        if (header.Is(FrameFlags.Sealed))
        {
            WasSealed = true;
            WasClosed = header.Is(FrameFlags.CleanClose);
            LeaveSealedSegment();
        }

        return true;
    }

    private void LeaveSealedSegment()
    {
        if (Offset < _blocks.FileLength && TailScan.Run(_file!, Offset, _segment.Epoch).DataEnd > Offset)
        {
            Damage("bytes follow the frame that seals the segment");
            return;
        }

        Dispose();
    }

    /// <summary>A frame is not whole: an end, a torn tail or damage, by what stands after it.</summary>
    private void Break(string what)
    {
        if (_file is CompressedSegmentFile)
        {
            // It was whole when it was compressed: there is no tail in it.
            Damage(what);
            return;
        }

        var (watermark, dataEnd) = TailScan.Run(_file!, Offset, _segment.Epoch);
        var isAcknowledged = !IsInLast || watermark >= NextSequence;

        // Nothing but the zeros that a segment may be made of is no tail.
        if (!isAcknowledged && dataEnd == Offset)
        {
            FinishUnsealed();
            return;
        }

        if (_segment.IsLive != 0 && _doubt?.Offset != Offset)
        {
            // It may have been on its way when it was read: it counts as bad if it still is, after what speaks for it.
            _doubt = (Offset, isAcknowledged);
            _blocks.Attach(_file!);
            return;
        }

        if (_doubt?.IsAcknowledged ?? isAcknowledged)
        {
            Damage(what);
            return;
        }

        End = JournalEnd.TornTail;
        TornBytes = dataEnd - Offset;
        Fault = new JournalFault(_segments[SegmentIndex].Name, Offset, what, NextSequence);
        Dispose();
    }
}
