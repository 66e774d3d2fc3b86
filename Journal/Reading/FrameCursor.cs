using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal.Format;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>
/// Hands out the slots of one stream, frame by frame, after every check; seeks by headers. One thread; see the public
/// cursors.
/// </summary>
internal sealed class FrameCursor<TSlot, TRules> : IDisposable
    where TSlot : unmanaged
    where TRules : struct, ISlotRules<TSlot>
{
    private const int ReadAhead = 256 << 10;
    private const int HeaderAhead = 4 << 10;

    private readonly IReadOnlyList<SegmentEntry> _segments;
    private readonly SegmentWalker _walker;
    private long _startSequence;
    private long _startOrder = long.MinValue;

    internal FrameCursor(
        IJournalStorage storage, IReadOnlyList<SegmentEntry> segments, JournalId journalId, long firstNumber)
    {
        _segments = segments;
        _walker = new SegmentWalker(storage, segments, TRules.Stream, journalId, firstNumber);
    }

    private delegate bool HeaderTest(in FrameHeader header, long at);

    /// <summary>The sequence of the first slot of the span handed out last.</summary>
    internal long FirstSequence { get; private set; }

    /// <summary>What the header of the frame handed out last tells as its first order.</summary>
    internal long FirstOrder { get; private set; }

    /// <summary>The sequence after the last slot that is known to be whole.</summary>
    internal long NextSequence => _walker.NextSequence;

    internal JournalEnd End => _walker.End;

    internal JournalFault? Fault => _walker.Fault;

    internal long TornBytes => _walker.TornBytes;

    internal ReadOnlySpan<Event> Catalogue => _walker.Catalogue;

    /// <summary>The walk below, for recovery.</summary>
    internal SegmentWalker Walker => _walker;

    internal bool TryReadFrame(out ReadOnlySpan<TSlot> slots)
    {
        while (_walker.TryNext(ReadAhead, out var header))
        {
            if (TryReadSlots(in header, out slots))
            {
                return true;
            }
        }

        slots = default;
        return false;
    }

    /// <summary>Goes to the head of a segment, to read no other.</summary>
    internal void Confine(int segmentIndex)
    {
        GoTo(segmentIndex);
        _walker.StopBefore = segmentIndex + 1;
    }

    /// <summary>
    /// Goes to the first slot at or after a sequence; frames before it are walked by their headers alone.
    /// </summary>
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
            GoTo(middle);
            if (_walker.TryNext(HeaderAhead, out var header) && header.FirstOrder < order)
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

    public void Dispose() => _walker.Dispose();

    private void GoTo(int segmentIndex)
    {
        _walker.StopBefore = _segments.Count;
        _walker.GoTo(segmentIndex);
        _startSequence = 0;
        _startOrder = long.MinValue;
    }

    private void SkipWhile(HeaderTest isBefore, long at)
    {
        while (_walker.TryNext(HeaderAhead, out var header) && isBefore(in header, at) && _walker.IsWhole(in header))
        {
            _walker.Accept(in header);
        }
    }

    private bool TryReadSlots(scoped in FrameHeader header, out ReadOnlySpan<TSlot> slots)
    {
        slots = default;
        if (!_walker.TryReadPayload(in header, ReadAhead, out var payload))
        {
            return false;
        }

        var all = MemoryMarshal.Cast<byte, TSlot>(payload);
        if (FrameChecks.WrongInSlots<TSlot, TRules>(in header, all, _walker.LastOrder) is { } wrong)
        {
            // Its checksum is right: it was written so, and no recovery may cut it.
            _walker.Damage(wrong);
            return false;
        }

        _walker.Accept(in header);
        FirstSequence = header.FirstSequence;
        FirstOrder = header.FirstOrder;
        var skipped = CountBeforeStart(in header, all);
        FirstSequence += skipped;
        slots = all[skipped..];
        return !slots.IsEmpty;
    }

    private int CountBeforeStart(scoped in FrameHeader header, ReadOnlySpan<TSlot> slots)
    {
        var count = (int)Math.Clamp(_startSequence - FirstSequence, 0, slots.Length);
        while (header.FirstOrder < _startOrder && count < slots.Length
            && TRules.OrderOf(in slots[count]) < _startOrder)
        {
            count++;
        }

        if (count < slots.Length)
        {
            // From the first slot at the time everything counts, a stamp that lies below it too.
            _startOrder = long.MinValue;
        }

        return count;
    }
}
