using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal.Format;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>Walks one stream frame by frame and hands out slots only after every check. One thread; see the public cursors.</summary>
internal sealed class FrameCursor<TSlot, TRules> : IDisposable
    where TSlot : unmanaged
    where TRules : struct, ISlotRules<TSlot>
{
    private const int ReadAhead = 256 << 10;
    private const int HeaderAhead = 4 << 10;

    private readonly IJournalStorage _storage;
    private readonly IReadOnlyList<SegmentEntry> _segments;
    private readonly JournalId _journalId;
    private readonly BlockReader _blocks = new();
    private readonly List<Event> _catalogue = [];
    private IJournalFile? _file;
    private SegmentHeader _segment;
    private int _segmentIndex = -1;
    private long _offset;
    private long _nextSequence;
    private long _nextSegmentNumber;
    private long _lastOrder = long.MinValue;
    private uint _previousCrc;
    private long _startSequence;
    private long _startOrder = long.MinValue;
    private bool _sawCleanClose;

    internal FrameCursor(IJournalStorage storage, IReadOnlyList<SegmentEntry> segments, JournalId journalId)
    {
        _storage = storage;
        _segments = segments;
        _journalId = journalId;

        // A stream without a segment is whole: data journals have no commands.
        _sawCleanClose = segments.Count == 0;
    }

    private delegate bool HeaderTest(in FrameHeader header, long at);

    /// <summary>The sequence of the first slot of the span handed out last.</summary>
    internal long FirstSequence { get; private set; }

    /// <summary>The sequence after the last slot that is known to be whole.</summary>
    internal long NextSequence => _nextSequence;

    internal JournalEnd End { get; private set; }

    internal JournalFault? Fault { get; private set; }

    internal long TornBytes { get; private set; }

    /// <summary>Where the whole frames of the segment under the cursor end.</summary>
    internal long Offset => _offset;

    internal int SegmentIndex => _segmentIndex;

    internal ReadOnlySpan<Event> Catalogue => CollectionsMarshal.AsSpan(_catalogue);

    internal bool TryReadFrame(out ReadOnlySpan<TSlot> slots)
    {
        while (End == JournalEnd.NotReached)
        {
            if (_file is null && !TryOpenSegment())
            {
                break;
            }

            if (!TryReadHeader(ReadAhead, out var header) || TakesNoSlots(in header))
            {
                continue;
            }

            if (TryReadSlots(in header, out slots))
            {
                return true;
            }
        }

        slots = default;
        return false;
    }

    /// <summary>Goes to the first slot at or after a sequence; the frames before it are walked by their headers alone.</summary>
    internal void SeekSequence(long sequence)
    {
        var index = 0;
        while (index + 1 < _segments.Count && _segments[index + 1].FirstSequence <= sequence)
        {
            index++;
        }

        GoTo(index);
        _startSequence = sequence;
        SkipWhile(static (in header, at) => header.FirstSequence + header.Count <= at, sequence);
    }

    /// <summary>Goes to the first slot whose time (cause) is not before the one given.</summary>
    internal void SeekOrder(long order)
    {
        // The last segment whose first slot is before the time, by halving; one header is read in each.
        int low = 0, high = _segments.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (FirstOrderOf(middle) is { } first && first < order)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        GoTo(low);
        _startOrder = order;
        SkipWhile(static (in header, at) => header.LastOrder < at, order);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void GoTo(int segmentIndex)
    {
        Dispose();
        End = JournalEnd.NotReached;
        Fault = null;
        TornBytes = 0;
        _segmentIndex = segmentIndex - 1;
        _nextSegmentNumber = -1;
        _lastOrder = long.MinValue;
        _startSequence = 0;
        _startOrder = long.MinValue;
        _nextSequence = segmentIndex < _segments.Count ? _segments[segmentIndex].FirstSequence : 0;
    }

    private void SkipWhile(HeaderTest isBefore, long at)
    {
        while (End == JournalEnd.NotReached && (_file is not null || TryOpenSegment()))
        {
            if (!TryReadHeader(HeaderAhead, out var header) || TakesNoSlots(in header))
            {
                continue;
            }

            if (!isBefore(in header, at) || _offset + SizeOf(in header) > _blocks.FileLength)
            {
                return;
            }

            Accept(in header);
        }
    }

    private long? FirstOrderOf(int index)
    {
        GoTo(index);
        while (TryHeaderOfOpenSegment(out var header))
        {
            if (!TakesNoSlots(in header))
            {
                return header.FirstOrder;
            }

            if (_file is null)
            {
                break;
            }
        }

        return null;
    }

    private bool TryHeaderOfOpenSegment(out FrameHeader header)
    {
        header = default;
        return End == JournalEnd.NotReached && (_file is not null || TryOpenSegment())
            && TryReadHeader(HeaderAhead, out header);
    }

    private bool TryOpenSegment()
    {
        if (_segmentIndex + 1 == _segments.Count)
        {
            End = _sawCleanClose ? JournalEnd.Closed : JournalEnd.Open;
            return false;
        }

        _segmentIndex++;
        var entry = _segments[_segmentIndex];
        _file = _storage.OpenRead(entry.Name);
        _blocks.Attach(_file);
        _offset = 0;
        _catalogue.Clear();
        var page = _blocks.Peek(0, JournalFormat.SegmentHeaderSizeBytes, ReadAhead);
        var wrong = SegmentHeader.TryDecode(page, out _segment, out var crc) ?? WrongInHeader(entry);
        if (wrong is not null)
        {
            Damage(wrong);
            return false;
        }

        _sawCleanClose = false;
        _nextSegmentNumber = _segment.SegmentNumber + 1;
        _previousCrc = crc;
        _offset = JournalFormat.SegmentHeaderSizeBytes;
        return true;
    }

    private string? WrongInHeader(SegmentEntry entry)
    {
        if (_segment.MinReaderVersion > JournalFormat.Version)
        {
            return $"format version {_segment.FormatVersion} is newer than {JournalFormat.Version}, the newest known here";
        }

        if (_segment.JournalId != _journalId)
        {
            return $"a segment of another journal ({_segment.JournalId}, not {_journalId})";
        }

        if (_segment.Stream != TRules.Stream || _segment.FirstSequence != entry.FirstSequence
            || _segment.SlotSizeBytes != JournalFormat.SlotSizeBytes
            || _segment.Checksum != JournalFormat.ChecksumCrc32C || _segment.Codec != 0)
        {
            return "the segment's header does not fit its name and stream";
        }

        // After a seek nothing is known of the segments before; the sequence is then the name's own.
        var isFirst = _nextSegmentNumber < 0 || _segmentIndex == 0;
        if (_segmentIndex == 0 && _segment.SegmentNumber != 0)
        {
            return $"the segments before it are missing: this is number {_segment.SegmentNumber}";
        }

        return isFirst || (_segment.SegmentNumber == _nextSegmentNumber && _segment.FirstSequence == _nextSequence
            && _segment.PreviousCrc == _previousCrc)
            ? null
            : $"a segment is missing before it: sequence {_nextSequence} should follow, it begins with {_segment.FirstSequence}";
    }

    /// <summary>Reads and checks the header at the offset; else ends the walk or goes on to the next segment.</summary>
    private bool TryReadHeader(int ahead, out FrameHeader header)
    {
        header = default;
        var bytes = _blocks.Peek(_offset, JournalFormat.FrameHeaderSizeBytes, ahead);
        if (bytes.IsEmpty)
        {
            EndOfFile();
            return false;
        }

        if (bytes.Length < JournalFormat.FrameHeaderSizeBytes)
        {
            Break("a frame's header is cut short");
            return false;
        }

        header = MemoryMarshal.Read<FrameHeader>(bytes);
        if (WrongIn(in header) is { } wrong)
        {
            Break(wrong);
            return false;
        }

        return true;
    }

    private string? WrongIn(in FrameHeader header)
    {
        if (header.Magic != JournalFormat.FrameMagic)
        {
            return "no frame begins here";
        }

        if (header.HeaderCrc != FrameHeader.CrcOf(in header))
        {
            return "the checksum of a frame's header is wrong";
        }

        if (header.Version != JournalFormat.Version || header.Count > JournalFormat.FrameSlotsLimit)
        {
            return $"a frame of version {header.Version} with {header.Count} slots is not known here";
        }

        if (header.Epoch != _segment.Epoch)
        {
            return $"a frame of epoch {header.Epoch} lies in a segment of epoch {_segment.Epoch}";
        }

        if (header.FirstSequence != _nextSequence)
        {
            return $"the sequence jumps from {_nextSequence} to {header.FirstSequence}";
        }

        return header.PreviousCrc != _previousCrc ? "a frame does not follow the one before it" : null;
    }

    /// <summary>Takes the catalogue, an idle frame or the seal.</summary>
    private bool TakesNoSlots(in FrameHeader header)
    {
        if (header.Is(FrameFlags.Catalogue))
        {
            if (TryReadPayload(in header, out var payload))
            {
                foreach (ref readonly var definition in MemoryMarshal.Cast<byte, Event>(payload))
                {
                    _catalogue.Add(definition);
                }

                _previousCrc = header.HeaderCrc;
                _offset += SizeOf(in header);
            }

            return true;
        }

        if (header.Count > 0)
        {
            return false;
        }

        _previousCrc = header.HeaderCrc;
        _offset += JournalFormat.FrameHeaderSizeBytes;
        if (header.Is(FrameFlags.Sealed))
        {
            _sawCleanClose = header.Is(FrameFlags.CleanClose);
            LeaveSealedSegment();
        }

        return true;
    }

    private bool TryReadPayload(scoped in FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        var frame = _blocks.Peek(_offset, SizeOf(in header), ReadAhead);
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

    private bool TryReadSlots(scoped in FrameHeader header, out ReadOnlySpan<TSlot> slots)
    {
        slots = default;
        if (!TryReadPayload(in header, out var payload))
        {
            return false;
        }

        var all = MemoryMarshal.Cast<byte, TSlot>(payload);
        var wrong = FrameRules.Check<TSlot, TRules>(all, _lastOrder);
        if (wrong is null && (TRules.OrderOf(in all[0]) != header.FirstOrder || TRules.OrderOf(in all[^1]) != header.LastOrder))
        {
            wrong = $"a frame's first and last {TRules.OrderName} are not those of its slots";
        }

        if (wrong is not null)
        {
            // Its checksum is right: it was written so, and no recovery may cut it.
            Damage(wrong);
            return false;
        }

        FirstSequence = header.FirstSequence;
        Accept(in header);
        slots = all[CountBeforeStart(all)..];
        FirstSequence += all.Length - slots.Length;
        return !slots.IsEmpty;
    }

    private int CountBeforeStart(ReadOnlySpan<TSlot> slots)
    {
        var count = (int)Math.Clamp(_startSequence - FirstSequence, 0, slots.Length);
        while (count < slots.Length && TRules.OrderOf(in slots[count]) < _startOrder)
        {
            count++;
        }

        if (count < slots.Length)
        {
            _startOrder = long.MinValue;
        }

        return count;
    }

    private void Accept(in FrameHeader header)
    {
        _nextSequence = header.FirstSequence + header.Count;
        _lastOrder = header.LastOrder;
        _previousCrc = header.HeaderCrc;
        _offset += SizeOf(in header);
    }

    private static int SizeOf(in FrameHeader header) => JournalFormat.FrameHeaderSizeBytes + header.PayloadBytes;

    private void LeaveSealedSegment()
    {
        if (_offset < _blocks.FileLength && TailScan.Run(_file!, _offset, _segment.Epoch).DataEnd > _offset)
        {
            Damage("bytes follow the frame that seals the segment");
            return;
        }

        _file!.Dispose();
        _file = null;
    }

    private void EndOfFile()
    {
        if (_segmentIndex + 1 < _segments.Count)
        {
            Damage("the segment ends without its seal, but another follows");
            return;
        }

        End = JournalEnd.Open;
        Dispose();
    }

    /// <summary>A frame is not whole: an end, a torn tail or damage, by what stands after it.</summary>
    private void Break(string what)
    {
        var (watermark, dataEnd) = TailScan.Run(_file!, _offset, _segment.Epoch);
        if (_segmentIndex + 1 < _segments.Count || watermark >= _nextSequence)
        {
            Damage(what);
        }
        else if (dataEnd == _offset)
        {
            // Nothing but the zeros that the segment was made of.
            End = JournalEnd.Open;
            Dispose();
        }
        else
        {
            End = JournalEnd.TornTail;
            TornBytes = dataEnd - _offset;
            Fault = new JournalFault(_segments[_segmentIndex].Name, _offset, what, _nextSequence);
            Dispose();
        }
    }

    private void Damage(string what)
    {
        End = JournalEnd.Damaged;
        Fault = new JournalFault(_segments[_segmentIndex].Name, _offset, what, _nextSequence);
        Dispose();
    }
}
