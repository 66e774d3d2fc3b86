using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>
/// Fills an order that takes: from the levels of the book, from the quote, or near the last price paid.
/// </summary>
/// <param name="desk">Where fills are kept.</param>
/// <param name="slippage">By how much a price paid is worsened where no price is offered.</param>
internal sealed class TakerMatching(OrderDesk desk, Rate slippage)
{
    /// <summary>Whether a limit would take at once.</summary>
    internal bool WouldTake(VenueInstrument instrument, Side side, PriceTicks limit)
    {
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
        var taken = offered > QtyLots.Zero ? desk.Fill(instrument, slot, price, offered, isMaker: false) : QtyLots.Zero;
        if (taken > QtyLots.Zero)
        {
            instrument.Consumed.Add(opposite, price, taken);
        }
    }

    private void TakeNearLastTrade(VenueInstrument instrument, int slot)
    {
        var price = Worsen(desk.Orders[slot].Side, instrument.Market.LastTradePrice);
        if (Allows(slot, price))
        {
            desk.Fill(instrument, slot, price, desk.Orders[slot].Leaves, isMaker: false);
        }
    }

    private bool Allows(int slot, PriceTicks price)
    {
        ref readonly var order = ref desk.Orders[slot];
        return order.Type == OrderType.Market || IsWithin(order.Side, order.Price, price);
    }
}
