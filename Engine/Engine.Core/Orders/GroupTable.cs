using System.Diagnostics;
using System.Runtime.CompilerServices;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// Brackets and pairs: a fixed block of slots, those that are not done in order of their beginning. One thread.
/// </summary>
/// <remarks>
/// A group that is done stays until its slot is needed, the first to finish leaving first, so that a late fill still
/// finds what it belongs to. One that is not done never leaves.
/// </remarks>
internal sealed class GroupTable
{
    internal const int NoSlot = -1;

    private readonly OrderGroup[] _slots;
    private readonly int[] _open;
    private readonly int[] _finished;
    private int _openCount;
    private int _finishedCount;
    private int _usedCount;

    /// <summary>Makes a table.</summary>
    /// <param name="capacity">How many groups it holds, done ones included.</param>
    internal GroupTable(int capacity)
    {
        _slots = new OrderGroup[capacity];
        _open = new int[capacity];
        _finished = new int[capacity];
    }

    /// <summary>How many groups are not done.</summary>
    internal int OpenCount => _openCount;

    /// <summary>Whether another group finds a place.</summary>
    internal bool HasRoom => _openCount < _slots.Length;

    /// <summary>The slot of an open group by its place among them, the oldest first.</summary>
    internal int OpenSlot(int place) => _open[place];

    /// <summary>The group of a slot.</summary>
    internal ref OrderGroup At(int slot) => ref _slots[slot];

    /// <summary>The group that an order belongs to; a null reference where it has left the table.</summary>
    internal ref OrderGroup Find(int slot, OrderId key)
    {
        var isThere = key != OrderId.None && (uint)slot < (uint)_usedCount && _slots[slot].Key == key;
        return ref isThere ? ref _slots[slot] : ref Unsafe.NullRef<OrderGroup>();
    }

    /// <summary>The slot of an open group by its first order's number.</summary>
    /// <returns><see cref="NoSlot" /> where there is none.</returns>
    internal int FindOpen(OrderId key)
    {
        for (var i = 0; i < _openCount; i++)
        {
            if (_slots[_open[i]].Key == key)
            {
                return _open[i];
            }
        }

        return NoSlot;
    }

    /// <summary>Takes a zeroed slot for a new group.</summary>
    /// <returns>The slot; there is room.</returns>
    internal int Add(OrderId key)
    {
        Debug.Assert(HasRoom, "Whoever adds a group has asked for room.");
        var slot = _usedCount < _slots.Length ? _usedCount++ : TakeOldestFinished();
        _slots[slot] = new OrderGroup { Key = key, Slot = slot };
        _open[_openCount++] = slot;
        return slot;
    }

    /// <summary>Says that a group is done.</summary>
    internal void Finish(int slot)
    {
        Remove(_open, ref _openCount, slot);
        _finished[_finishedCount++] = slot;
    }

    /// <summary>Takes back that a group is done.</summary>
    internal void Reopen(int slot)
    {
        Remove(_finished, ref _finishedCount, slot);
        _open[_openCount++] = slot;
    }

    internal void VisitState(StateSink sink)
    {
        sink.VisitCount(ref _usedCount, _slots.Length);
        for (var slot = 0; slot < _usedCount; slot++)
        {
            _slots[slot].VisitState(sink);
            _slots[slot].Slot = slot;
        }

        VisitSlots(sink, _open, ref _openCount);
        VisitSlots(sink, _finished, ref _finishedCount);
    }

    private void VisitSlots(StateSink sink, int[] slots, ref int count)
    {
        sink.VisitCount(ref count, _slots.Length);
        for (var i = 0; i < count; i++)
        {
            sink.VisitIndex(ref slots[i], _slots.Length);
        }
    }

    private int TakeOldestFinished()
    {
        var slot = _finished[0];
        Remove(_finished, ref _finishedCount, slot);
        return slot;
    }

    private static void Remove(int[] slots, ref int count, int slot)
    {
        var place = Array.IndexOf(slots, slot, 0, count);
        Debug.Assert(place >= 0, "A group is open or done, and in one list alone.");
        Array.Copy(slots, place + 1, slots, place, count - place - 1);
        count--;
    }
}
