using Engine.Model.Units;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>What a market says by itself; not a number where it does not say it.</summary>
internal static class Readings
{
    internal static double SpreadPct(ConditionSample sample)
    {
        var market = sample.Market;
        if (!market.HasBid || !market.HasAsk)
        {
            return double.NaN;
        }

        var sum = (double)market.BestBid.Value + market.BestAsk.Value;
        return sum > 0 ? 200 * ((double)market.BestAsk.Value - market.BestBid.Value) / sum : double.NaN;
    }

    internal static double Imbalance(ConditionSample sample, int levels)
    {
        var market = sample.Market;
        if (market.HasDepth)
        {
            return market.Book.Imbalance(levels);
        }

        if (!market.HasBid || !market.HasAsk)
        {
            return double.NaN;
        }

        // A quote is a book of one level.
        var (bid, ask) = ((double)market.BestBidQuantity.Value, (double)market.BestAskQuantity.Value);
        return (bid - ask) / (bid + ask);
    }

    internal static double FundingPct(ConditionSample sample)
    {
        var market = sample.Market;
        var isKnown = market.NextFundingTime != TimestampNs.Zero || market.LastFundingTime != TimestampNs.Zero
            || market.FundingRate != Rate.Zero;
        return isKnown ? 100.0 * market.FundingRate.Value / Rate.Scale : double.NaN;
    }

    internal static double BasisPct(ConditionSample sample)
    {
        var (mark, index) = (sample.Market.MarkPrice, sample.Market.IndexPrice);
        return mark != FinePrice.Zero && index != FinePrice.Zero
            ? 100 * (((double)mark.Value / index.Value) - 1)
            : double.NaN;
    }

    internal static double Mark(ConditionSample sample) =>
        sample.Market.HasMark ? (double)sample.Market.MarkPrice.Value / FinePrice.Scale : double.NaN;

    internal static double OpenInterest(ConditionSample sample) => sample.Market.OpenInterest != QtyLots.Zero
        ? sample.Market.Instrument.ToDouble(sample.Market.OpenInterest)
        : double.NaN;
}
