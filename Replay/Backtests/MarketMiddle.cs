using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Backtests;

/// <summary>The middle of a market, which fills are measured against. In ticks, with the half tick kept.</summary>
internal static class MarketMiddle
{
    // Beyond this far on our side of all that is public, a price needs an explanation.
    private const double BeyondShare = 0.001;

    /// <summary>
    /// The middle of best bid and ask; without them the last trade, else the last bar's close.
    /// </summary>
    /// <returns>False where there is none, or where data is missing and it cannot be trusted.</returns>
    internal static bool TryGet(MarketState market, out double middle)
    {
        middle = market.HasBid && market.HasAsk
            ? (market.BestBid.Value + (double)market.BestAsk.Value) / 2
            : market.HasTrade ? market.LastTradePrice.Value : market.LastBarClose.Value;
        return middle > 0 && market.IsLive;
    }

    /// <summary>
    /// Whether the market is told by bars alone that are longer than a stretch of time: nothing is known of it.
    /// </summary>
    internal static bool IsCoarserThan(MarketState market, long lengthNs) =>
        market.HasBar && !market.HasTrade && !(market.HasBid && market.HasAsk)
        && market.LastBarInterval.LengthNs() > lengthNs;

    /// <summary>
    /// Whether a fill was better than all that is public now and than the middle when its order was sent, by more than
    /// a tenth of a percent.
    /// </summary>
    internal static bool IsBeyond(MarketState market, Side side, PriceTicks price, double arrivalMiddle)
    {
        // Seen from the buyer: for a sale all signs turn, and better is lower either way.
        var sign = side == Side.Bid ? 1 : -1;
        var best = arrivalMiddle > 0 ? sign * arrivalMiddle : double.MaxValue;
        if (market.HasBid && market.HasAsk)
        {
            best = Math.Min(best, sign * (side == Side.Bid ? market.BestBid.Value : market.BestAsk.Value));
        }

        if (market.HasTrade)
        {
            best = Math.Min(best, sign * market.LastTradePrice.Value);
        }

        if (market.HasBar)
        {
            var bar = market.LastBar;
            best = Math.Min(best, sign * (bar.Open.Value + (side == Side.Bid ? bar.LowOffset : bar.HighOffset)));
        }

        return best < double.MaxValue && (sign * price.Value) < best - (Math.Abs(best) * BeyondShare);
    }
}
