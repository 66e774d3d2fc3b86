using System.Diagnostics;
using System.Runtime.CompilerServices;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Timers;

/// <summary>Deadlines in the order in which they fire: by time, then by the order of setting. One thread.</summary>
internal sealed class TimerQueue
{
    private Timer[] _heap = new Timer[64];
    private int _count;
    private long _nextId = 1;

    /// <summary>The next deadline; <see cref="TimestampNs.MaxValue" /> where no timer is set.</summary>
    internal TimestampNs NextDeadline
    {
        // Asked twice for each event: `backtest/synthetic8`.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _count == 0 ? TimestampNs.MaxValue : _heap[0].Deadline;
    }

    /// <summary>Sets a timer that fires once.</summary>
    /// <returns>Its number, larger than every number before.</returns>
    internal long Set(TimestampNs deadline, StrategyId owner, long tag)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _heap.Length * 2);
        }

        var timer = new Timer { Deadline = deadline, Id = _nextId++, Owner = owner, Tag = tag };
        SiftUp(_count++, timer);
        return timer.Id;
    }

    /// <summary>Takes the first timer that is due.</summary>
    /// <returns>False where none is due at that time.</returns>
    internal bool TryTake(TimestampNs now, out Timer timer)
    {
        if (_count == 0 || _heap[0].Deadline > now)
        {
            timer = default;
            return false;
        }

        timer = _heap[0];
        var last = _heap[--_count];
        if (_count > 0)
        {
            SiftDown(last);
        }

        return true;
    }

    /// <summary>
    /// Visits the timers. A heap's array follows from the operations that made it, which replay repeats.
    /// </summary>
    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _nextId);
        sink.VisitCount(ref _count);
        if (_heap.Length < _count)
        {
            Array.Resize(ref _heap, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_count));
        }

        for (var i = 0; i < _count; i++)
        {
            _heap[i].VisitState(sink);
        }
    }

    private void SiftUp(int index, in Timer timer)
    {
        while (index > 0)
        {
            var parent = (index - 1) >> 1;
            if (!timer.IsBefore(_heap[parent]))
            {
                break;
            }

            _heap[index] = _heap[parent];
            index = parent;
        }

        _heap[index] = timer;
    }

    private void SiftDown(in Timer timer)
    {
        var index = 0;
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= _count)
            {
                break;
            }

            if (child + 1 < _count && _heap[child + 1].IsBefore(_heap[child]))
            {
                child++;
            }

            if (!_heap[child].IsBefore(timer))
            {
                break;
            }

            _heap[index] = _heap[child];
            index = child;
        }

        _heap[index] = timer;
        Debug.Assert(index < _count, "The timer lies within the heap.");
    }
}
