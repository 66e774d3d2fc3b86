using System.Diagnostics;
using Engine.Model.Commands;
using Engine.Model.Memory;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>
/// All orders that the venue knows, in slots of one array; finished ones stay until their slot is needed.
/// </summary>
internal sealed class OrderTable
{
    /// <summary>No slot.</summary>
    internal const int None = -1;

    private readonly VenueOrder[] _orders;
    private readonly int[] _free;
    private readonly int[] _finished;

    // Looked up by key only and never enumerated: its order reaches nothing.
    private readonly Dictionary<long, int> _slotById;
    private int _freeCount;
    private int _finishedFirst;
    private int _finishedCount;

    internal OrderTable(int capacity)
    {
        _orders = new VenueOrder[capacity];
        _free = new int[capacity];
        _finished = new int[capacity];
        _slotById = new Dictionary<long, int>(capacity);
        for (var slot = capacity - 1; slot >= 0; slot--)
        {
            _free[_freeCount++] = slot;
        }
    }

    /// <summary>How many orders are open.</summary>
    internal int OpenCount => _orders.Length - _freeCount - _finishedCount;

    /// <summary>The order in a slot.</summary>
    internal ref VenueOrder this[int slot] => ref _orders[slot];

    /// <summary>The slot of an order; <see cref="None" /> where the venue does not know it (any more).</summary>
    internal int Find(OrderId id) => _slotById.TryGetValue(id.Value, out var slot) ? slot : None;

    /// <summary>Gives an order a slot, that of the order finished longest ago where no other is left.</summary>
    /// <returns><see cref="None" /> where all slots hold open orders.</returns>
    internal int Add(in VenueOrder order)
    {
        if (_freeCount == 0)
        {
            if (_finishedCount == 0)
            {
                return None;
            }

            ForgetOldestFinished();
        }

        var slot = _free[--_freeCount];
        _orders[slot] = order;
        _orders[slot].Place = OrderPlace.None;
        _orders[slot].Next = None;
        _orders[slot].Previous = None;
        _slotById.Add(order.Id.Value, slot);
        BringNext();
        return slot;
    }

    /// <summary>Marks an order as finished; its slot may be taken from now on.</summary>
    internal void Finish(int slot, OrderState state)
    {
        Debug.Assert(_orders[slot].Place == OrderPlace.None, "A finished order stands in no list.");
        _orders[slot].State = state;
        _finished[(_finishedFirst + _finishedCount) % _finished.Length] = slot;
        _finishedCount++;
    }

    /// <summary>Adds to the end of a list.</summary>
    internal void Append(ref OrderChain chain, int slot, OrderPlace place) =>
        InsertAfter(ref chain, chain.Tail, slot, place);

    /// <summary>Adds by price, the best first, and among equal prices by arrival.</summary>
    internal void InsertByPrice(ref OrderChain chain, int slot)
    {
        ref var order = ref _orders[slot];
        var sign = order.Side == Side.Bid ? 1 : -1;
        var after = chain.Tail;
        while (after != None && (order.Price.Value - _orders[after].Price.Value) * sign > 0)
        {
            after = _orders[after].Previous;
        }

        InsertAfter(ref chain, after, slot, order.Side == Side.Bid ? OrderPlace.Bids : OrderPlace.Asks);
    }

    /// <summary>Whether a list has an order of a price.</summary>
    internal bool HasPrice(in OrderChain chain, PriceTicks price)
    {
        for (var slot = chain.Head; slot != None; slot = _orders[slot].Next)
        {
            if (_orders[slot].Price == price)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes an order out of its list.</summary>
    internal void Unlink(ref OrderChain chain, int slot)
    {
        ref var order = ref _orders[slot];
        Debug.Assert(order.Place != OrderPlace.None, "Only what is linked can be unlinked.");
        (order.Previous == None ? ref chain.Head : ref _orders[order.Previous].Next) = order.Next;
        (order.Next == None ? ref chain.Tail : ref _orders[order.Next].Previous) = order.Previous;
        order.Place = OrderPlace.None;
        order.Next = None;
        order.Previous = None;
    }

    /// <summary>Visits the orders of a list, in its order.</summary>
    internal void VisitChain(ref OrderChain chain, StateSink sink)
    {
        var count = 0;
        for (var slot = chain.Head; slot != None; slot = _orders[slot].Next)
        {
            count++;
        }

        sink.Visit(ref count);
        if (sink.IsRestoring)
        {
            chain = OrderChain.Empty;
            for (var i = 0; i < count; i++)
            {
                var slot = Restore(sink, out var place);
                Append(ref chain, slot, place);
            }

            return;
        }

        for (var slot = chain.Head; slot != None; slot = _orders[slot].Next)
        {
            _orders[slot].VisitState(sink);
        }
    }

    /// <summary>Visits the finished orders, the oldest first.</summary>
    internal void VisitFinished(StateSink sink)
    {
        var count = _finishedCount;
        sink.Visit(ref count);
        for (var i = 0; i < count; i++)
        {
            if (sink.IsRestoring)
            {
                var slot = Restore(sink, out _);
                Finish(slot, _orders[slot].State);
            }
            else
            {
                _orders[_finished[(_finishedFirst + i) % _finished.Length]].VisitState(sink);
            }
        }
    }

    /// <summary>Forgets all orders, before stored ones are put back.</summary>
    internal void Clear()
    {
        _slotById.Clear();
        _finishedCount = 0;
        _finishedFirst = 0;
        _freeCount = 0;
        for (var slot = _orders.Length - 1; slot >= 0; slot--)
        {
            _free[_freeCount++] = slot;
        }
    }

    /// <summary>Brings near the slot that the next order takes: it comes round once in thousands of orders.</summary>
    private void BringNext()
    {
        if (_freeCount > 0 || _finishedCount > 0)
        {
            CacheHint.Bring(in _orders[_freeCount > 0 ? _free[_freeCount - 1] : _finished[_finishedFirst]]);
        }
    }

    private int Restore(StateSink sink, out OrderPlace place)
    {
        var order = default(VenueOrder);
        order.VisitState(sink);
        place = order.Place;
        var slot = Add(in order);
        return slot != None
            ? slot
            : throw new InvalidOperationException(
                $"The stored orders do not fit into {_orders.Length} slots: raise the order capacity.");
    }

    private void InsertAfter(ref OrderChain chain, int after, int slot, OrderPlace place)
    {
        ref var order = ref _orders[slot];
        Debug.Assert(order.Place == OrderPlace.None, "An order stands in one list.");
        var next = after == None ? chain.Head : _orders[after].Next;
        order.Previous = after;
        order.Next = next;
        order.Place = place;
        (after == None ? ref chain.Head : ref _orders[after].Next) = slot;
        (next == None ? ref chain.Tail : ref _orders[next].Previous) = slot;
    }

    private void ForgetOldestFinished()
    {
        var slot = _finished[_finishedFirst];
        _finishedFirst = (_finishedFirst + 1) % _finished.Length;
        _finishedCount--;
        _slotById.Remove(_orders[slot].Id.Value);
        _free[_freeCount++] = slot;
    }
}
