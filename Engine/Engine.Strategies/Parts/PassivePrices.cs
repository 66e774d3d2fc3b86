using Engine.Books;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>A bid and an ask on the grid, neither through the other side of the market.</summary>
internal readonly record struct PassivePrices
{
    /// <summary>The bid.</summary>
    internal required PriceTicks Bid { get; init; }

    /// <summary>The ask, above the bid.</summary>
    internal required PriceTicks Ask { get; init; }

    /// <summary>
    /// Rounds outwards, so that a quote is never tighter than asked: the bid down to a tick, the ask up. Each stays at
    /// least a tick away from the other side's best, where a post-only order would be refused.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="bid">The bid wanted, in ticks.</param>
    /// <param name="ask">The ask wanted, in ticks.</param>
    internal static PassivePrices Of(MarketState market, double bid, double ask)
    {
        var bidTicks = (long)Math.Floor(bid);
        var askTicks = (long)Math.Ceiling(ask);
        if (market.HasAsk)
        {
            bidTicks = Math.Min(bidTicks, market.BestAsk.Value - 1);
        }

        if (market.HasBid)
        {
            askTicks = Math.Max(askTicks, market.BestBid.Value + 1);
        }

        bidTicks = Math.Max(1, bidTicks);
        return new PassivePrices
        {
            Bid = new PriceTicks(bidTicks),
            Ask = new PriceTicks(Math.Max(bidTicks + 1, askTicks)),
        };
    }
}
