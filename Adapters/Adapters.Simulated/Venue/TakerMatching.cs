using Adapters.Simulated.Venue.Rules;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>
/// Fills an order that takes: from the levels of the book, from the quote, or near the last price paid.
/// </summary>
/// <param name="desk">Where fills are kept.</param>
/// <param name="guard">What keeps it from orders of our own.</param>
/// <param name="slippage">By how much a price paid is worsened where no price is offered.</param>
internal sealed class TakerMatching(OrderDesk desk, SelfTradeGuard guard, Rate slippage)
{
    /// <summary>Whether a limit would take at once, if only from an order of our own.</summary>
    internal bool WouldTake(VenueInstrument instrument, Side side, PriceTicks limit)
    {
        if (guard.WouldMeet(instrument, side, limit))
        {
            return true;
        }

        var market = instrument.Market;
        if (instrument.HasBarsOnly)
        {
            // The close is the last price paid: a better limit would have been filled by it.
            return side == Side.Bid ? limit > market.LastBarClose : limit < market.LastBarClose;
        }

        if (instrument.HasTradesOnly)
        {
            return IsWithin(side, limit, Worsen(side, market.LastTradePrice));
        }

        return instrument.TryBest(Opposite(side), out var best) && IsWithin(side, limit, best);
    }

    /// <summary>Takes what is there within the order's limit.</summary>
    /// <param name="instrument">The order's instrument.</param>
    /// <param name="slot">The order's slot; it may be finished afterwards.</param>
    /// <returns>Whether there was anything to trade with, at any price.</returns>
    internal bool Take(VenueInstrument instrument, int slot)
    {
        if (instrument.HasTradesOnly)
        {
            TakeNearLastTrade(instrument, slot);
            return true;
        }

        if (!instrument.TryBest(Opposite(desk.Orders[slot].Side), out var best))
        {
            return false;
        }

        if (instrument.Market.HasDepth)
        {
            TakeDepth(instrument, slot);
        }
        else
        {
            TakeQuote(instrument, slot, best);
        }

        return true;
    }

    /// <summary>Whether an order could have all of itself at once, from others than us.</summary>
    internal bool CanFillWhole(VenueInstrument instrument, int slot)
    {
        ref readonly var order = ref desk.Orders[slot];
        var wanted = order.Leaves.Value;
        if (desk.Reducible(instrument, in order) < wanted)
        {
            return false;
        }

        if (instrument.HasTradesOnly)
        {
            var price = Worsen(order.Side, instrument.Market.LastTradePrice);
            var isStopped = guard.StopsTaker(instrument) && IsBehindOwn(instrument, order.Side, price);
            return Allows(slot, price) && !isStopped;
        }

        return instrument.TryBest(Opposite(order.Side), out var best)
            && LotsOffered(instrument, slot, best, wanted) >= wanted;
    }

    /// <summary>A price made worse for a taker by the slippage, rounded against us, never below a tick.</summary>
    internal PriceTicks Worsen(Side side, PriceTicks price)
    {
        var product = (Int128)price.Value * slippage.Value;
        var ticks = (long)((product + Rate.Scale - 1) / Rate.Scale);
        return new PriceTicks(side == Side.Bid ? checked(price.Value + ticks) : Math.Max(1, price.Value - ticks));
    }

    /// <summary>Whether a price is no worse than a limit.</summary>
    internal static bool IsWithin(Side side, PriceTicks limit, PriceTicks price) =>
        side == Side.Bid ? price <= limit : price >= limit;

    /// <summary>The price that is within the limit of an order without one.</summary>
    internal static PriceTicks AnyPrice(Side side) => new(side == Side.Bid ? long.MaxValue : long.MinValue);

    /// <summary>The other side.</summary>
    internal static Side Opposite(Side side) => side == Side.Bid ? Side.Ask : Side.Bid;

    private void TakeDepth(VenueInstrument instrument, int slot)
    {
        var side = desk.Orders[slot].Side;
        var opposite = Opposite(side);
        foreach (var (price, quantity) in instrument.Market.Book.Depth(opposite))
        {
            if (!desk.Orders[slot].IsOpen || !Allows(slot, price))
            {
                return;
            }

            var left = quantity - new QtyLots(instrument.Consumed.At(opposite, price));
            TakeLevel(instrument, slot, opposite, price, left);
        }
    }

    private void TakeQuote(VenueInstrument instrument, int slot, PriceTicks price)
    {
        var opposite = Opposite(desk.Orders[slot].Side);
        if (Allows(slot, price))
        {
            TakeLevel(instrument, slot, opposite, price, instrument.QuoteLeft(opposite));
        }
    }

    private void TakeLevel(VenueInstrument instrument, int slot, Side opposite, PriceTicks price, QtyLots offered)
    {
        while (offered > QtyLots.Zero && desk.Orders[slot].IsOpen)
        {
            var before = guard.LotsBefore(instrument, desk.Orders[slot].Side, price);
            if (before == 0)
            {
                guard.Settle(instrument, slot);
                continue;
            }

            var taken = desk.Fill(
                instrument, slot, price, new QtyLots(Math.Min(before, offered.Value)), isMaker: false);
            if (taken == QtyLots.Zero)
            {
                return;
            }

            instrument.Consumed.Add(opposite, price, taken);
            offered -= taken;
        }
    }

    private void TakeNearLastTrade(VenueInstrument instrument, int slot)
    {
        var side = desk.Orders[slot].Side;
        var price = Worsen(side, instrument.Market.LastTradePrice);
        if (!Allows(slot, price))
        {
            return;
        }

        while (desk.Orders[slot].IsOpen && IsBehindOwn(instrument, side, price))
        {
            guard.Settle(instrument, slot);
        }

        if (desk.Orders[slot].IsOpen)
        {
            desk.Fill(instrument, slot, price, desk.Orders[slot].Leaves, isMaker: false);
        }
    }

    private bool IsBehindOwn(VenueInstrument instrument, Side side, PriceTicks price) =>
        guard.LotsBefore(instrument, side, price) == 0;

    /// <summary>What others offer an order within its limit, as far as it matters.</summary>
    private long LotsOffered(VenueInstrument instrument, int slot, PriceTicks best, long wanted)
    {
        var opposite = Opposite(desk.Orders[slot].Side);
        if (!instrument.Market.HasDepth)
        {
            return LotsAt(instrument, slot, best, instrument.QuoteLeft(opposite).Value, out _);
        }

        var total = 0L;
        foreach (var (price, quantity) in instrument.Market.Book.Depth(opposite))
        {
            total += LotsAt(
                instrument, slot, price, quantity.Value - instrument.Consumed.At(opposite, price), out var isLast);
            if (total >= wanted || isLast)
            {
                return total;
            }
        }

        return total;
    }

    private long LotsAt(VenueInstrument instrument, int slot, PriceTicks price, long left, out bool isLast)
    {
        var before = guard.StopsTaker(instrument)
            ? guard.LotsBefore(instrument, desk.Orders[slot].Side, price)
            : long.MaxValue;
        isLast = before < left || !Allows(slot, price);
        return Allows(slot, price) ? Math.Max(0, Math.Min(left, before)) : 0;
    }

    private bool Allows(int slot, PriceTicks price)
    {
        ref readonly var order = ref desk.Orders[slot];
        return order.Type == OrderType.Market || IsWithin(order.Side, order.Price, price);
    }
}
