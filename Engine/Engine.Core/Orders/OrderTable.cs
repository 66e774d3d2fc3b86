using System.Diagnostics;
using System.Runtime.CompilerServices;
using Engine.Model.Memory;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>The orders by their number: a fixed block of slots behind a linear-probing index. One thread.</summary>
/// <remarks>
/// Finished orders stay until their slot is needed, the first to finish leaving first, so that late and duplicate
/// reports still find them. An order that is not finished never leaves.
/// </remarks>
internal sealed class OrderTable
{
    private const int NoSlot = -1;
    private const int LineBits = 3;
    private const int IndexShare = 4;
    private const long NoEntry = -1;

    private readonly Order[] _slots;

    // The low bits of an order's number above its slot: what a search passes by costs no look at the order itself.
    private readonly long[] _index;
    private readonly int _slotBits;
    private readonly int _indexMask;
    private readonly int[] _free;
    private readonly int[] _finished;
    private int _freeCount;
    private int _finishedHead;
    private int _finishedCount;

    /// <summary>Makes a table.</summary>
    /// <param name="capacity">How many orders it holds, finished ones included; a power of two.</param>
    internal OrderTable(int capacity)
    {
        if (!System.Numerics.BitOperations.IsPow2(capacity))
        {
            throw new ArgumentException($"The capacity {capacity} is not a power of two.", nameof(capacity));
        }

        _slots = new Order[capacity];
        _free = new int[capacity];
        _finished = new int[capacity];
        _slotBits = System.Numerics.BitOperations.Log2((uint)capacity);
        _index = new long[capacity * IndexShare];
        _indexMask = _index.Length - 1;
        Reset();
    }

    /// <summary>How many orders are not finished.</summary>
    internal int OpenCount => _slots.Length - _freeCount - _finishedCount;

    /// <summary>How many slots there are.</summary>
    internal int Capacity => _slots.Length;

    /// <summary>The orders that are not finished, in order of their slots.</summary>
    internal OpenOrders Open => new(_slots);

    /// <summary>Finds an order; a null reference where the table does not hold it.</summary>
    internal ref Order Find(OrderId id)
    {
        var slot = FindSlot(id);
        return ref slot == NoSlot ? ref Unsafe.NullRef<Order>() : ref _slots[slot];
    }

    /// <summary>
    /// Takes a zeroed slot for a new order; a null reference where every slot holds an order that is not finished.
    /// </summary>
    internal ref Order Add(OrderId id)
    {
        Debug.Assert(FindSlot(id) == NoSlot, "An order's number is never used twice.");
        Debug.Assert(id.Value >> (63 - _slotBits) == 0, "An entry of the index keeps every bit of an order's number.");
        if (_freeCount == 0 && !EvictOldestFinished())
        {
            return ref Unsafe.NullRef<Order>();
        }

        var slot = _free[--_freeCount];
        ref var order = ref _slots[slot];
        order = new Order { Id = id, Slot = slot };
        InsertIndex(id, slot);
        BringNext();
        return ref order;
    }

    /// <summary>Says that an order has finished: its slot may be taken when one is needed.</summary>
    internal void Finish(OrderId id)
    {
        var slot = FindSlot(id);
        Debug.Assert(slot != NoSlot && _slots[slot].IsFinal, "Only an order of the table in a final state finishes.");
        _finished[(_finishedHead + _finishedCount++) & (_slots.Length - 1)] = slot;
    }

    /// <summary>Takes back that an order has finished: a report contradicts it.</summary>
    internal void Reopen(OrderId id)
    {
        var slot = FindSlot(id);
        var mask = _slots.Length - 1;
        for (var i = 0; i < _finishedCount; i++)
        {
            if (_finished[(_finishedHead + i) & mask] != slot)
            {
                continue;
            }

            for (var j = i; j < _finishedCount - 1; j++)
            {
                _finished[(_finishedHead + j) & mask] = _finished[(_finishedHead + j + 1) & mask];
            }

            _finishedCount--;
            return;
        }

        Debug.Fail("Only a finished order reopens.");
    }

    /// <summary>The slot at a place, for a walk over all; a free slot has no number.</summary>
    internal ref Order At(int slot) => ref _slots[slot];

    /// <summary>Visits the orders, slot by slot: which slot an order takes follows from the events alone.</summary>
    internal void VisitState(StateSink sink)
    {
        VisitInts(sink, _free, ref _freeCount, 0);
        sink.VisitIndex(ref _finishedHead, _slots.Length);
        VisitInts(sink, _finished, ref _finishedCount, _finishedHead);
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            var isUsed = _slots[slot].Id != OrderId.None;
            sink.Visit(ref isUsed);
            if (isUsed)
            {
                _slots[slot].VisitState(sink);
                _slots[slot].Slot = slot;
            }
            else
            {
                _slots[slot] = default;
            }
        }

        if (sink.IsRestoring)
        {
            RebuildIndex();
        }
    }

    private static void VisitInts(StateSink sink, int[] ring, ref int count, int head)
    {
        sink.VisitCount(ref count, ring.Length);
        for (var i = 0; i < count; i++)
        {
            sink.VisitIndex(ref ring[(head + i) & (ring.Length - 1)], ring.Length);
        }
    }

    private bool EvictOldestFinished()
    {
        if (_finishedCount == 0)
        {
            return false;
        }

        var slot = _finished[_finishedHead];
        _finishedHead = (_finishedHead + 1) & (_slots.Length - 1);
        _finishedCount--;
        RemoveIndex(_slots[slot].Id);
        _slots[slot].Id = OrderId.None;
        _free[_freeCount++] = slot;
        return true;
    }

    /// <summary>
    /// Brings near what the next order takes: a slot comes round once in thousands of orders. The order that leaves it
    /// must be at hand before its place in the index is known, so slots are fetched one order earlier than places.
    /// </summary>
    private void BringNext()
    {
        if (_freeCount > 0)
        {
            CacheHint.Bring(in _slots[_free[_freeCount - 1]]);
            return;
        }

        if (_finishedCount > 1)
        {
            CacheHint.Bring(in _index[Home(_slots[_finished[_finishedHead]].Id)]);
            CacheHint.Bring(in _slots[_finished[(_finishedHead + 1) & (_slots.Length - 1)]]);
        }
    }

    // Orders that follow each other are looked up together: eight share a line of the cache, and lines are scattered.
    private int Home(OrderId id)
    {
        var line = unchecked(((ulong)id.Value >> LineBits) * 0x9E3779B97F4A7C15) >> 32;
        return (int)((line << LineBits) | ((ulong)id.Value & ((1 << LineBits) - 1))) & _indexMask;
    }

    private int FindSlot(OrderId id)
    {
        for (var i = Home(id); _index[i] != NoEntry; i = (i + 1) & _indexMask)
        {
            // The order itself has the last word: a foreign number may have more bits than an entry keeps.
            if (IsOf(_index[i], id) && _slots[SlotOf(_index[i])].Id == id)
            {
                return SlotOf(_index[i]);
            }
        }

        return NoSlot;
    }

    private long EntryOf(OrderId id, int slot) => unchecked((id.Value << _slotBits) | (uint)slot) & long.MaxValue;

    private bool IsOf(long entry, OrderId id) => (entry ^ EntryOf(id, 0)) >> _slotBits == 0;

    private int SlotOf(long entry) => (int)entry & (_slots.Length - 1);

    // As the entry has it: of all its own numbers the table keeps every bit.
    private int HomeOf(long entry) => Home(new OrderId(entry >> _slotBits));

    private void InsertIndex(OrderId id, int slot)
    {
        var i = Home(id);
        while (_index[i] != NoEntry)
        {
            i = (i + 1) & _indexMask;
        }

        _index[i] = EntryOf(id, slot);
    }

    private void RemoveIndex(OrderId id)
    {
        var i = Home(id);
        while (!IsOf(_index[i], id))
        {
            i = (i + 1) & _indexMask;
        }

        // Backward shift: an entry moves into the hole unless its home lies behind the hole, so no tombstones remain.
        for (var next = (i + 1) & _indexMask; _index[next] != NoEntry; next = (next + 1) & _indexMask)
        {
            var home = HomeOf(_index[next]);
            if (((next - home) & _indexMask) >= ((next - i) & _indexMask))
            {
                _index[i] = _index[next];
                i = next;
            }
        }

        _index[i] = NoEntry;
    }

    private void Reset()
    {
        Array.Fill(_index, NoEntry);
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            _free[slot] = _slots.Length - 1 - slot;
        }

        _freeCount = _slots.Length;
    }

    private void RebuildIndex()
    {
        Array.Fill(_index, NoEntry);
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (_slots[slot].Id != OrderId.None)
            {
                InsertIndex(_slots[slot].Id, slot);
            }
        }
    }
}
