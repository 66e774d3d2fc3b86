using Adapters.Simulated.Venue.Queues;
using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>Fills orders that rest, as the public market proves that they would have been.</summary>
/// <remarks>
/// Whoever was at our price before us trades before us, and trades at our price say that they have. A quantity that
/// shrinks by more than that bounds the queue: nobody ahead of us can want more than is there. Whether it also says
/// that some of it went away ahead of us is the queue model's to tell; the conservative one says no.
/// </remarks>
/// <param name="desk">Where fills are kept.</param>
/// <param name="queues">The queue model.</param>
internal sealed class RestingMatching(OrderDesk desk, QueueEstimator queues)
{
    /// <summary>Takes a public trade into account.</summary>
    internal void OnTrade(VenueInstrument instrument, in Event trade)
    {
        var price = trade.Trade.Price;
        FillThrough(instrument, instrument.Bids.Head, Side.Bid, price);
        FillThrough(instrument, instrument.Asks.Head, Side.Ask, price);

        // At our own price only depth tells who is ahead of us.
        if (!instrument.Market.HasDepth || trade.Trade.Quantity <= QtyLots.Zero)
        {
            return;
        }

        var isSideUnknown = (trade.Flags & EventFlags.SideUnknown) != 0;
        if (trade.Side == Side.Ask || isSideUnknown)
        {
            FillBehindQueue(instrument, instrument.Bids.Head, price, trade.Trade.Quantity.Value);
        }

        if (trade.Side == Side.Bid || isSideUnknown)
        {
            FillBehindQueue(instrument, instrument.Asks.Head, price, trade.Trade.Quantity.Value);
        }
    }

    /// <summary>Takes a changed book or quote into account, when its message is whole.</summary>
    internal void OnBook(VenueInstrument instrument)
    {
        FillCrossed(instrument, Side.Bid);
        FillCrossed(instrument, Side.Ask);
        if (instrument.Market.HasDepth && instrument.Market.Book.State == BookState.Live)
        {
            BoundQueues(instrument, instrument.Bids.Head, Side.Bid);
            BoundQueues(instrument, instrument.Asks.Head, Side.Ask);
        }
    }

    /// <summary>Puts an order into the book, behind all that is displayed at its price.</summary>
    internal void Rest(VenueInstrument instrument, int slot)
    {
        ref var order = ref desk.Orders[slot];
        var book = instrument.Market.Book;
        order.QueueAhead = instrument.Market.HasDepth && book.State == BookState.Live
            ? book.QuantityAt(order.Side, order.Price).Value
            : VenueOrder.QueueUnknown;
        order.QueueLevel = order.QueueAhead;
        order.QueueCredit = 0;
        order.QueueTraded = 0;
        var place = order.Side == Side.Bid ? OrderPlace.Bids : OrderPlace.Asks;
        desk.Orders.InsertByPrice(ref instrument.ChainOf(place), slot);
    }

    /// <summary>Somebody traded at a price worse for us than ours: we were passed, so we were filled.</summary>
    private void FillThrough(VenueInstrument instrument, int slot, Side side, PriceTicks price)
    {
        while (slot != OrderTable.None)
        {
            ref readonly var order = ref desk.Orders[slot];
            if (side == Side.Bid ? price >= order.Price : price <= order.Price)
            {
                return;
            }

            var next = order.Next;
            desk.Fill(instrument, slot, order.Price, order.Leaves, isMaker: true);
            slot = next;
        }
    }

    /// <summary>A trade at our price takes first from the queue, then from us, then from the queue behind us.</summary>
    private void FillBehindQueue(VenueInstrument instrument, int slot, PriceTicks price, long lots)
    {
        // What of the others' quantity this trade has taken so far; each order of ours counts it from the front.
        var passed = 0L;
        var traded = lots;
        while (slot != OrderTable.None && desk.Orders[slot].Price == price)
        {
            ref var order = ref desk.Orders[slot];
            var next = order.Next;
            if (order.QueueAhead == VenueOrder.QueueUnknown)
            {
                return;
            }

            var waits = Math.Min(Math.Max(0, order.QueueAhead - passed), lots);
            lots -= waits;
            passed += waits;
            order.QueueAhead = Math.Max(0, order.QueueAhead - passed);
            order.QueueCredit = order.QueueAhead == 0 ? 0 : order.QueueCredit;
            order.QueueTraded = checked(order.QueueTraded + traded);
            if (lots > 0)
            {
                lots -= desk.Fill(instrument, slot, price, new QtyLots(lots), isMaker: true).Value;
            }

            slot = next;
        }
    }

    private void FillCrossed(VenueInstrument instrument, Side side)
    {
        ref readonly var chain = ref side == Side.Bid ? ref instrument.Bids : ref instrument.Asks;
        if (chain.IsEmpty)
        {
            return;
        }

        // What we took of a side leaves its best no better than what is displayed: mostly that is far enough away.
        var displayed = side == Side.Bid ? instrument.Market.BestAsk : instrument.Market.BestBid;
        if (!TakerMatching.IsWithin(side, desk.Orders[chain.Head].Price, displayed)
            || !instrument.TryBest(TakerMatching.Opposite(side), out var best))
        {
            return;
        }

        var slot = chain.Head;
        while (slot != OrderTable.None && TakerMatching.IsWithin(side, desk.Orders[slot].Price, best))
        {
            var next = desk.Orders[slot].Next;
            desk.Fill(instrument, slot, desk.Orders[slot].Price, desk.Orders[slot].Leaves, isMaker: true);
            slot = next;
        }
    }

    private void BoundQueues(VenueInstrument instrument, int slot, Side side)
    {
        while (slot != OrderTable.None)
        {
            ref var order = ref desk.Orders[slot];
            if (order.QueueAhead > 0)
            {
                Bound(instrument, ref order, instrument.Market.Book.QuantityAt(side, order.Price).Value);
            }

            slot = order.Next;
        }
    }

    private void Bound(VenueInstrument instrument, ref VenueOrder order, long displayed)
    {
        if (!queues.IsProbabilistic)
        {
            order.QueueAhead = Math.Min(order.QueueAhead, displayed);
        }
        else if (order.QueueAhead == VenueOrder.QueueUnknown)
        {
            order.QueueAhead = displayed;
            order.QueueLevel = displayed;
        }
        else
        {
            queues.OnLevel(ref order, displayed, instrument.LotInUnits);
        }
    }
}
