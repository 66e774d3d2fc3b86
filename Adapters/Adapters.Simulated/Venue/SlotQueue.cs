using System.Diagnostics;
using Engine.Model.State;

namespace Adapters.Simulated.Venue;

/// <summary>
/// First in, first out, in a ring that doubles when it is full: at its high-water mark it allocates no more.
/// </summary>
internal sealed class SlotQueue<TSlot>
    where TSlot : unmanaged
{
    private TSlot[] _slots = new TSlot[256];
    private int _first;

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>One of them, the oldest at 0; stays readable until the next call that changes the queue.</summary>
    internal ref TSlot this[int index]
    {
        get
        {
            Debug.Assert((uint)index < (uint)Count, "There are so many.");
            return ref _slots[(_first + index) & (_slots.Length - 1)];
        }
    }

    /// <summary>The oldest; stays readable until the next call that changes the queue.</summary>
    internal ref TSlot Peek()
    {
        Debug.Assert(Count > 0, "There is an oldest.");
        return ref _slots[_first];
    }

    /// <summary>Adds one at the end.</summary>
    internal void Enqueue(in TSlot slot)
    {
        if (Count == _slots.Length)
        {
            Grow();
        }

        _slots[(_first + Count) & (_slots.Length - 1)] = slot;
        Count++;
    }

    /// <summary>Drops the oldest.</summary>
    internal void Dequeue()
    {
        Debug.Assert(Count > 0, "There is an oldest.");
        _first = (_first + 1) & (_slots.Length - 1);
        Count--;
    }

    /// <summary>Visits all, the oldest first, by their words.</summary>
    internal void VisitState(StateSink sink)
    {
        var count = Count;
        sink.Visit(ref count);
        for (var i = 0; i < count; i++)
        {
            var slot = sink.IsRestoring ? default : _slots[(_first + i) & (_slots.Length - 1)];
            sink.VisitSlot(ref slot);
            if (sink.IsRestoring)
            {
                Count = i;
                Enqueue(in slot);
            }
        }

        Count = count;
    }

    private void Grow()
    {
        var grown = new TSlot[_slots.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            grown[i] = _slots[(_first + i) & (_slots.Length - 1)];
        }

        _slots = grown;
        _first = 0;
    }
}
