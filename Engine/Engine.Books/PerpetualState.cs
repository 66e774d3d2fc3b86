using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>What is told of perpetuals alone: mark, funding, open interest, liquidations.</summary>
internal struct PerpetualState
{
    internal FinePrice MarkPrice;
    internal FinePrice IndexPrice;
    internal FinePrice SettlePrice;
    internal Rate FundingRate;
    internal TimestampNs NextFundingTime;
    internal Rate LastFundingRate;
    internal TimestampNs LastFundingTime;
    internal QtyLots OpenInterest;
    internal Money OpenInterestValue;
    internal long LiquidationCount;
    internal PriceTicks LiquidationPrice;
    internal QtyLots LiquidationQuantity;
    internal TimestampNs LiquidationTime;
    internal bool IsLiquidationAsk;

    internal MarketChange Apply(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.Mark:
                EventBounds.RequireMark(in e);
                ApplyMark(in e);
                return MarketChange.Mark;
            case EventKind.Funding:
                EventBounds.RequireFunding(in e);
                ApplyFunding(in e);
                return MarketChange.Funding;
            case EventKind.OpenInterest:
                EventBounds.RequireOpenInterest(in e);
                OpenInterest = e.OpenInterest.Quantity;
                OpenInterestValue = e.OpenInterest.Value;
                return MarketChange.OpenInterest;
            case EventKind.Liquidation:
                EventBounds.RequireLiquidation(in e);
                ApplyLiquidation(in e);
                return MarketChange.Liquidation;
            default:
                if (e.Class == EventClass.Public)
                {
                    EventBounds.ThrowUnknown(in e);
                }

                return MarketChange.None;
        }
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref MarkPrice);
        sink.Visit(ref IndexPrice);
        sink.Visit(ref SettlePrice);
        sink.Visit(ref FundingRate);
        sink.Visit(ref NextFundingTime);
        sink.Visit(ref LastFundingRate);
        sink.Visit(ref LastFundingTime);
        sink.Visit(ref OpenInterest);
        sink.Visit(ref OpenInterestValue);
        sink.Visit(ref LiquidationCount);
        sink.Visit(ref LiquidationPrice);
        sink.Visit(ref LiquidationQuantity);
        sink.Visit(ref LiquidationTime);
        sink.Visit(ref IsLiquidationAsk);
    }

    // Zero means "not given": a stream that tells the mark price alone does not unlearn the funding told elsewhere.
    private void ApplyMark(in Event e)
    {
        ref readonly var mark = ref e.Mark;
        MarkPrice = mark.MarkPrice == FinePrice.Zero ? MarkPrice : mark.MarkPrice;
        IndexPrice = mark.IndexPrice == FinePrice.Zero ? IndexPrice : mark.IndexPrice;
        SettlePrice = mark.SettlePrice == FinePrice.Zero ? SettlePrice : mark.SettlePrice;

        // A rate of zero is a rate where the time says that it was given.
        if (mark.FundingRate != Rate.Zero || mark.NextFundingTime != TimestampNs.Zero)
        {
            FundingRate = mark.FundingRate;
            NextFundingTime = mark.NextFundingTime;
        }
    }

    private void ApplyFunding(in Event e)
    {
        LastFundingRate = e.Funding.Rate;
        LastFundingTime = e.Funding.FundingTime;
        MarkPrice = e.Funding.MarkPrice == FinePrice.Zero ? MarkPrice : e.Funding.MarkPrice;

        // Where no stream tells the coming rate, the last one is the best that is known.
        if (NextFundingTime == TimestampNs.Zero)
        {
            FundingRate = e.Funding.Rate;
        }
    }

    private void ApplyLiquidation(in Event e)
    {
        LiquidationCount++;
        LiquidationPrice = e.Liquidation.Price;
        LiquidationQuantity = e.Liquidation.Quantity;
        LiquidationTime = e.Time;
        IsLiquidationAsk = e.Side == Side.Ask;
    }
}
