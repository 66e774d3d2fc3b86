using System.Diagnostics;
using System.Runtime.CompilerServices;
using Engine.Model.Units;

namespace Replay.Backtests;

/// <summary>The open orders of a run by their number: a hash table with linear probing. One thread.</summary>
/// <remarks>
/// Numbers are given out in sequence, so the number itself is the hash. It grows with the most orders open at once; an
/// order whose end is never told would stay in it for good, so beyond a limit it forgets them all and counts them.
/// </remarks>
internal sealed class OrderTraces
{
    private const int SlotsMax = 1 << 17;

    private OrderTrace[] _slots = new OrderTrace[1_024];
    private int _count;

    /// <summary>Orders that were forgotten before their end.</summary>
    internal long ForgottenCount { get; private set; }

    /// <summary>How many orders are open.</summary>
    internal int Count => _count;

    private int Mask => _slots.Length - 1;

    /// <summary>An order; a null reference where it is not known.</summary>
    internal ref OrderTrace Find(OrderId id)
    {
        for (var place = PlaceOf(id); _slots[place].Id != OrderId.None; place = (place + 1) & Mask)
        {
            if (_slots[place].Id == id)
            {
                return ref _slots[place];
            }
        }

        return ref Unsafe.NullRef<OrderTrace>();
    }

    /// <summary>Takes an order that is not in it.</summary>
    internal void Add(in OrderTrace trace)
    {
        Debug.Assert(trace.Id != OrderId.None, "An order has a number.");
        if (2 * (_count + 1) > _slots.Length)
        {
            MakeRoom();
        }

        Put(in trace);
        _count++;
    }

    /// <summary>Forgets an order; what it displaced moves back, so that every search still ends at a gap.</summary>
    internal void Remove(OrderId id)
    {
        ref var found = ref Find(id);
        if (Unsafe.IsNullRef(in found))
        {
            return;
        }

        var gap = PlaceOf(id);
        while (_slots[gap].Id != id)
        {
            gap = (gap + 1) & Mask;
        }

        for (var next = (gap + 1) & Mask; _slots[next].Id != OrderId.None; next = (next + 1) & Mask)
        {
            // It may move where its own place does not lie between the gap and where it stands, seen round the end.
            var home = PlaceOf(_slots[next].Id);
            if (((next - home) & Mask) >= ((next - gap) & Mask))
            {
                _slots[gap] = _slots[next];
                gap = next;
            }
        }

        _slots[gap] = default;
        _count--;
    }

    private int PlaceOf(OrderId id) => (int)id.Value & Mask;

    private void Put(in OrderTrace trace)
    {
        var place = PlaceOf(trace.Id);
        while (_slots[place].Id != OrderId.None)
        {
            place = (place + 1) & Mask;
        }

        _slots[place] = trace;
    }

    private void MakeRoom()
    {
        var before = _slots;
        if (before.Length == SlotsMax)
        {
            ForgottenCount += _count;
            Array.Clear(_slots);
            _count = 0;
            return;
        }

        _slots = new OrderTrace[before.Length * 2];
        foreach (ref var trace in before.AsSpan())
        {
            if (trace.Id != OrderId.None)
            {
                Put(in trace);
            }
        }
    }
}
