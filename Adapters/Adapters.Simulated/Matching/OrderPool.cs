using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adapters.Simulated.Matching;

/// <summary>The standing orders in one flat array, and where each is by its id. One thread.</summary>
/// <remarks>
/// Ids are any longs, so an open-addressed table finds them: it holds nothing but the place in the array, four bytes
/// each and never more than a quarter full, which leaves it in the nearest cache; the id itself lies in the order,
/// which is needed anyway. What is removed is closed up by moving back what was pushed on behind it: no tombstones, so
/// a table never wears out. Place 0 is nobody's, so that zeroed memory is empty.
/// </remarks>
internal sealed class OrderPool
{
    /// <summary>No order.</summary>
    internal const int None = 0;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // Four places of the table for each of the pool: a search ends where it begins nearly always.
    private const int TableShare = 4;

    private PooledOrder[] _orders;
    private int[] _table;
    private int _shift;
    private int _free;
    private int _used = 1;

    internal OrderPool(int capacity)
    {
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)capacity + 1);
        _orders = new PooledOrder[length];
        _table = [];
        MakeTable();
    }

    /// <summary>The orders by place; another array when one is added beyond its length.</summary>
    internal PooledOrder[] Orders => _orders;

    /// <summary>How many orders stand.</summary>
    internal int Count { get; private set; }

    /// <summary>The place of an order; <see cref="None" /> where no order has the id.</summary>
    internal int Find(long id)
    {
        var table = _table;
        var orders = _orders;
        for (var i = HomeOf(id); ; i = (i + 1) & (table.Length - 1))
        {
            var slot = table[i];
            if (slot == None || orders[slot].Id == id)
            {
                return slot;
            }
        }
    }

    /// <summary>Gives an id a place, which the caller fills.</summary>
    internal int Add(long id)
    {
        Debug.Assert(Find(id) == None, "An id stands once.");
        var slot = _free;
        if (slot != None)
        {
            _free = _orders[slot].Next;
        }
        else
        {
            slot = TakeUnused();
        }

        _orders[slot].Id = id;
        Enter(slot);
        Count++;
        return slot;
    }

    /// <summary>Frees an order's place.</summary>
    internal void Remove(int slot)
    {
        var table = _table;
        var orders = _orders;
        var mask = table.Length - 1;
        var hole = HomeOf(orders[slot].Id);
        while (table[hole] != slot)
        {
            hole = (hole + 1) & mask;
        }

        for (var i = (hole + 1) & mask; table[i] != None; i = (i + 1) & mask)
        {
            // Whoever would be found sooner from the hole than from where it is moves into it.
            var home = HomeOf(orders[table[i]].Id);
            if (((i - home) & mask) >= ((i - hole) & mask))
            {
                table[hole] = table[i];
                hole = i;
            }
        }

        table[hole] = None;
        orders[slot].Next = _free;
        _free = slot;
        Count--;
    }

    /// <summary>Forgets all.</summary>
    internal void Clear()
    {
        Array.Clear(_table);
        _used = 1;
        _free = None;
        Count = 0;
    }

    private int HomeOf(long id) => (int)(unchecked((ulong)id * Multiplier) >> _shift);

    private void Enter(int slot)
    {
        var table = _table;
        var i = HomeOf(_orders[slot].Id);
        while (table[i] != None)
        {
            i = (i + 1) & (table.Length - 1);
        }

        table[i] = slot;
    }

    private int TakeUnused()
    {
        if (_used == _orders.Length)
        {
            Grow();
        }

        return _used++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        Array.Resize(ref _orders, checked(_orders.Length * 2));
        MakeTable();

        // It grows only when no place is free: all that were ever used are in use.
        for (var slot = 1; slot < _used; slot++)
        {
            Enter(slot);
        }
    }

    private void MakeTable()
    {
        _table = new int[checked(_orders.Length * TableShare)];
        _shift = 64 - BitOperations.Log2((uint)_table.Length);
    }
}
