using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Triggers;

/// <summary>Holds the public market against the orders that wait for a price.</summary>
/// <remarks>
/// By the last trade, or where the order says so by the mark price. Where the feed has no trades, a bid goes by the
/// best ask and an ask by the best bid: what it would have to take. Where it has bars alone, <see cref="BarMatching" />
/// does this. What is triggered enters the market when the message is whole, as what arrives does.
/// </remarks>
/// <param name="desk">Where orders are kept.</param>
internal sealed class TriggerWatch(OrderDesk desk)
{
    /// <summary>Takes a public trade into account.</summary>
    internal void OnTrade(VenueInstrument instrument, in Event trade)
    {
        var hadTriggered = instrument.HasTriggered;
        JudgeAll(instrument, isMark: false, trade.Trade.Price, trade.Trade.Price);
        if (instrument.HasTriggered && !hadTriggered)
        {
            TakeOff(instrument, in trade);
        }
    }

    /// <summary>Takes a mark price into account.</summary>
    internal void OnMark(VenueInstrument instrument, FinePrice mark)
    {
        if (mark > FinePrice.Zero && !instrument.Conditional.IsEmpty)
        {
            JudgeAll(instrument, isMark: true, instrument.MarkGrid.Floor(mark), instrument.MarkGrid.Ceiling(mark));
        }
    }

    /// <summary>Takes a changed book or quote into account, where nothing says what was paid.</summary>
    internal void OnBook(VenueInstrument instrument)
    {
        if (instrument.Conditional.IsEmpty || instrument.Market.HasTrade || !instrument.IsTrusted)
        {
            return;
        }

        for (var slot = instrument.Conditional.Head; slot != OrderTable.None; slot = desk.Orders[slot].Next)
        {
            ref var order = ref desk.Orders[slot];
            if (!order.IsTriggerOnMark && TryTouch(instrument, order.Side, out var price))
            {
                Judge(instrument, slot, price, price);
            }
        }
    }

    /// <summary>Starts to watch an order that has come or was changed: a trailing stop follows what it finds.</summary>
    /// <returns>Whether its trigger is reached already.</returns>
    internal static bool IsReached(VenueInstrument instrument, ref VenueOrder order)
    {
        if (!TryLastPrice(instrument, in order, out var below, out var above))
        {
            return false;
        }

        if (order.Type != OrderType.TrailingStop)
        {
            return TriggerRules.Judge(ref order, below, above);
        }

        TriggerRules.Follow(ref order, below, above);
        return false;
    }

    /// <summary>Triggers an order that waits, and reports it; the caller lets it into the market.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="price">The price that reached the trigger.</param>
    internal void Fire(int slot, PriceTicks price)
    {
        ref var order = ref desk.Orders[slot];
        order.Trigger = TriggerRules.StopOf(in order);
        order.Type = order.Type.Triggered();
        order.IsTriggered = true;
        desk.ReportTriggered(slot, price);
    }

    /// <summary>Triggers an order at once, by what is known of the market.</summary>
    internal void FireAtOnce(VenueInstrument instrument, int slot)
    {
        TryLastPrice(instrument, in desk.Orders[slot], out var below, out _);
        Fire(slot, below);
    }

    private void JudgeAll(VenueInstrument instrument, bool isMark, PriceTicks below, PriceTicks above)
    {
        for (var slot = instrument.Conditional.Head; slot != OrderTable.None; slot = desk.Orders[slot].Next)
        {
            if (desk.Orders[slot].IsTriggerOnMark == isMark)
            {
                Judge(instrument, slot, below, above);
            }
        }
    }

    private void Judge(VenueInstrument instrument, int slot, PriceTicks below, PriceTicks above)
    {
        ref var order = ref desk.Orders[slot];
        if (!order.IsTriggered && TriggerRules.Judge(ref order, below, above))
        {
            Fire(slot, TriggerRules.WaitsForRise(in order) ? below : above);
            instrument.HasTriggered = true;
        }
    }

    /// <summary>
    /// What a trade took is gone for the orders that it triggers, though the book does not show it before its next
    /// message.
    /// </summary>
    private static void TakeOff(VenueInstrument instrument, in Event trade)
    {
        var isSideUnknown = (trade.Flags & EventFlags.SideUnknown) != 0;
        if (trade.Side == Side.Bid || isSideUnknown)
        {
            TakeOff(instrument, Side.Ask, in trade);
        }

        if (trade.Side == Side.Ask || isSideUnknown)
        {
            TakeOff(instrument, Side.Bid, in trade);
        }
    }

    private static void TakeOff(VenueInstrument instrument, Side side, in Event trade)
    {
        if (!instrument.IsTrusted)
        {
            return;
        }

        var price = trade.Trade.Price;
        var left = instrument.OfferedAt(side, price) - new QtyLots(instrument.Consumed.At(side, price));
        var taken = trade.Trade.Quantity < left ? trade.Trade.Quantity : left;
        if (taken > QtyLots.Zero)
        {
            instrument.Consumed.Add(side, price, taken);
        }
    }

    private static bool TryTouch(VenueInstrument instrument, Side side, out PriceTicks price)
    {
        var market = instrument.Market;
        price = side == Side.Bid ? market.BestAsk : market.BestBid;
        return instrument.IsTrusted && (side == Side.Bid ? market.HasAsk : market.HasBid);
    }

    private static bool TryLastPrice(
        VenueInstrument instrument, in VenueOrder order, out PriceTicks below, out PriceTicks above)
    {
        var market = instrument.Market;
        if (order.IsTriggerOnMark)
        {
            below = market.HasMark ? instrument.MarkGrid.Floor(market.MarkPrice) : PriceTicks.Zero;
            above = market.HasMark ? instrument.MarkGrid.Ceiling(market.MarkPrice) : PriceTicks.Zero;
            return market.HasMark;
        }

        var isKnown = true;
        if (market.HasTrade)
        {
            below = market.LastTradePrice;
        }
        else if (market.HasDepth || market.HasQuote)
        {
            isKnown = TryTouch(instrument, order.Side, out below);
        }
        else
        {
            below = market.LastBarClose;
            isKnown = market.HasBar;
        }

        above = below;
        return isKnown;
    }
}
