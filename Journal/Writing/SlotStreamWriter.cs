using System.Diagnostics;
using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal.Format;
using Journal.Storage;

namespace Journal.Writing;

/// <summary>
/// Writes one stream: gathers slots, frames them, rolls the segments. One thread; the sequences may be read by any.
/// </summary>
internal sealed class SlotStreamWriter<TSlot, TRules> : IDisposable
    where TSlot : unmanaged
    where TRules : struct, ISlotRules<TSlot>
{
    private const int LooksPerSecond = 10;

    private readonly JournalWriterOptions _options;
    private readonly IJournalStorage _storage;
    private readonly SegmentCatalogue? _catalogue;
    private readonly SegmentMaker? _maker;
    private readonly AlignedBuffer _buffer;
    private readonly int _frameSlotsMax;
    private SegmentFile? _segment;
    private StreamPosition _position;
    private int _pending;
    private long _written;
    private long _durable;
    private long _lastWatermark;
    private long _syncedAt = Stopwatch.GetTimestamp();
    private long _lookedAt;

    internal SlotStreamWriter(
        JournalWriterOptions options, IJournalStorage storage, SegmentCatalogue? catalogue, StreamPosition position,
        SegmentMaker? maker)
    {
        _maker = maker;
        _options = options;
        _storage = storage;
        _catalogue = catalogue;
        _position = position;
        _frameSlotsMax = options.FrameSlotsMax;
        _buffer = new AlignedBuffer(
            JournalFormat.FrameHeaderSizeBytes
            + ((_frameSlotsMax + Event.RunLengthMax) * JournalFormat.SlotSizeBytes));
        _written = position.NextSequence - 1;
        _durable = position.NextSequence - 1;
        _lastWatermark = _durable;
    }

    /// <summary>Where it writes, for messages.</summary>
    internal string Path => _segment?.Path ?? _storage.Directory;

    /// <summary>The sequence that the next appended slot gets.</summary>
    internal long NextSequence => _position.NextSequence + _pending;

    /// <summary>The last sequence that the kernel has; −1 for none.</summary>
    internal long Written => Volatile.Read(ref _written);

    /// <summary>The last sequence that the device has; −1 for none.</summary>
    internal long Durable => Volatile.Read(ref _durable);

    /// <summary>When the last sync began that brought everything to the device; in ticks of the stopwatch.</summary>
    internal long SyncedAt => Volatile.Read(ref _syncedAt);

    private bool IsOffline => _options.Mode == JournalWriteMode.Offline;

    private Span<TSlot> Slots =>
        MemoryMarshal.Cast<byte, TSlot>(_buffer.Span[JournalFormat.FrameHeaderSizeBytes..]);

    /// <summary>Takes slots; a frame that comes to its size is written.</summary>
    internal void Append(ReadOnlySpan<TSlot> slots)
    {
        var gathered = Slots;
        while (!slots.IsEmpty)
        {
            var room = _frameSlotsMax - 1 - _pending;
            if (room > 0)
            {
                var count = Math.Min(room, slots.Length);
                slots[..count].CopyTo(gathered[_pending..]);
                _pending += count;
                slots = slots[count..];
                continue;
            }

            // From here the frame ends with the run that is under way: slot by slot, wherever the batches ended.
            if (_pending == gathered.Length)
            {
                throw Refused($"a run is longer than {Event.RunLengthMax} slots");
            }

            gathered[_pending++] = slots[0];
            if (TRules.EndsRun(in slots[0]))
            {
                WriteFrame(_pending);
            }

            slots = slots[1..];
        }
    }

    /// <summary>Writes what is gathered, up to the last whole run.</summary>
    /// <returns>Whether there was any.</returns>
    internal bool WritePending()
    {
        var gathered = Slots;
        var whole = _pending;
        while (whole > 0 && !TRules.EndsRun(in gathered[whole - 1]))
        {
            whole--;
        }

        if (whole > 0)
        {
            WriteFrame(whole);
        }

        return whole > 0;
    }

    /// <summary>
    /// After a sync, when nothing more comes: an empty frame says that the device has what was written, so that damage
    /// in the last frame is told from a torn tail.
    /// </summary>
    /// <param name="syncs">Whether the frame itself is to be on the device on return.</param>
    internal void WriteIdle(bool syncs)
    {
        var durable = Volatile.Read(ref _durable);
        if (_segment is null || IsOffline || durable < _written || _lastWatermark >= durable
            || _segment.Length + (2 * JournalFormat.FrameHeaderSizeBytes) > _options.SegmentSizeBytes)
        {
            return;
        }

        _segment.WriteEmpty(FrameFlags.None, _position.NextSequence, _position.LastOrder, durable);
        _lastWatermark = durable;
        if (syncs)
        {
            _segment.Sync();
        }
    }

    /// <summary>Returns when the device has all that was written before the call. Any thread.</summary>
    internal void Sync() => Sync(Stopwatch.GetTimestamp());

    /// <summary>Returns when the device has all that was written before the call. Any thread.</summary>
    /// <param name="asOf">From when everything is now written, in ticks of the stopwatch.</param>
    internal void Sync(long asOf)
    {
        // In this order: the segment is then the one that holds the sequence, or a later one, before which the one that
        // holds it was sealed and synced.
        var written = Volatile.Read(ref _written);
        var segment = Volatile.Read(ref _segment);
        if (segment is null || written <= Volatile.Read(ref _durable))
        {
            Volatile.Write(ref _syncedAt, asOf);
            return;
        }

        try
        {
            segment.Sync();
            RequireThere(segment, asOf);
        }
        catch (ObjectDisposedException)
        {
            // Sealed by the writer meanwhile, which has synced it and says so itself.
            return;
        }

        RaiseDurable(written);
        Volatile.Write(ref _syncedAt, asOf);
    }

    /// <summary>Opens the first segment, where none is open.</summary>
    internal void EnsureSegment()
    {
        if (_segment is null)
        {
            OpenSegment(_maker?.Take());
        }
    }

    /// <summary>
    /// Writes whole runs, then the frame that says that the journal ends here; an unfinished run is left out.
    /// </summary>
    internal void Close()
    {
        if (_segment is null && _pending == 0)
        {
            return;
        }

        WritePending();
        Seal(FrameFlags.Sealed | FrameFlags.CleanClose);
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _segment = null;
    }

    /// <summary>A file whose name is gone takes every write, and nobody will ever find it.</summary>
    private void RequireThere(SegmentFile segment, long now)
    {
        if (now - _lookedAt < Stopwatch.Frequency / LooksPerSecond)
        {
            return;
        }

        _lookedAt = now;
        if (!_storage.Exists(System.IO.Path.GetFileName(segment.Path)))
        {
            throw new JournalException(
                JournalErrorCategory.Io, segment.Path,
                "it is no longer there: the directory was removed or renamed while the journal was being written",
                "put it back where it was, then start again");
        }
    }

    private void WriteFrame(int count)
    {
        var slots = Slots;
        var payload = slots[..count];
        if (FrameRules.Check<TSlot, TRules>(payload, _position.LastOrder, out var order) is { } wrong)
        {
            throw Refused(wrong);
        }

        var frameBytes = JournalFormat.FrameHeaderSizeBytes + (count * JournalFormat.SlotSizeBytes);
        EnsureRoom(frameBytes);
        _catalogue?.Apply(MemoryMarshal.Cast<TSlot, Event>(payload));

        var frame = _buffer.Span[..frameBytes];
        ref var header = ref MemoryMarshal.AsRef<FrameHeader>(frame);
        header.Flags = FrameFlags.None;
        header.Count = (uint)count;
        header.FirstSequence = _position.NextSequence;
        header.FirstOrder = order.First;
        header.LastOrder = order.Last;
        header.DurableWatermark = _lastWatermark = Watermark();
        _segment!.Write(frame);

        _position = _position with
        {
            NextSequence = _position.NextSequence + count,
            LastOrder = order.Last,
        };
        slots[count.._pending].CopyTo(slots);
        _pending -= count;
        Volatile.Write(ref _written, _position.NextSequence - 1);
    }

    /// <summary>
    /// An offline journal gets its name only when all of it is on the device: so each frame vouches for all before it.
    /// </summary>
    private long Watermark() => IsOffline ? _position.NextSequence - 1 : Volatile.Read(ref _durable);

    /// <summary>Two threads may sync; the sequence never goes back.</summary>
    private void RaiseDurable(long sequence)
    {
        var seen = Volatile.Read(ref _durable);
        while (seen < sequence)
        {
            var before = Interlocked.CompareExchange(ref _durable, sequence, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private void EnsureRoom(int frameBytes)
    {
        if (_segment is { FrameCount: > 0 }
            && _segment.Length + frameBytes + JournalFormat.FrameHeaderSizeBytes > _options.SegmentSizeBytes)
        {
            // The next one first: where there is none, this one stays as it is, with room for its end.
            var spare = _maker?.Take();
            Seal(FrameFlags.Sealed);
            OpenSegment(spare);
        }

        EnsureSegment();
    }

    private void OpenSegment(SpareSegment? spare)
    {
        var header = new SegmentHeader
        {
            Magic = JournalFormat.SegmentMagic,
            FormatVersion = JournalFormat.Version,
            MinReaderVersion = JournalFormat.Version,
            Stream = TRules.Stream,
            Checksum = JournalFormat.ChecksumCrc32C,
            IsLive = IsOffline ? (byte)0 : (byte)1,
            SlotSizeBytes = JournalFormat.SlotSizeBytes,
            PreviousCrc = _position.PreviousCrc,
            JournalId = _options.JournalId,
            SegmentNumber = _position.SegmentNumber,
            FirstSequence = _position.NextSequence,
            Epoch = _options.Epoch,
            CreatedTime = _options.CreatedTime.Value,
            DurableWatermark = Watermark(),
        };
        var catalogue = _catalogue is null ? default : _catalogue.Slots;
        var segment = SegmentFile.Create(
            _storage, in header, _options.EngineVersion, catalogue, atomically: !IsOffline, spare);
        Volatile.Write(ref _segment, segment);
        _maker?.Want();
    }

    /// <summary>Ends the segment: what it holds is on the device before a frame says so.</summary>
    private void Seal(FrameFlags flags)
    {
        EnsureSegment();
        var segment = _segment!;
        if (!IsOffline)
        {
            Sync();
        }

        segment.WriteEmpty(flags, _position.NextSequence, _position.LastOrder, Watermark());
        segment.CutToLength();
        segment.Sync();
        Debug.Assert(_written == _position.NextSequence - 1, "Everything whole is written before the seal.");
        RaiseDurable(_written);

        _position = _position with { SegmentNumber = _position.SegmentNumber + 1, PreviousCrc = segment.LastCrc };
        Volatile.Write(ref _segment, null);
        segment.Dispose();
    }

    private JournalException Refused(string wrong) => new(
        JournalErrorCategory.Data, _options.Directory,
        $"{TRules.Stream} from sequence {_position.NextSequence} cannot be written: {wrong}",
        "correct the source of the events");
}
