using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// Decides when a strategy samples: on a fixed beat of stream time where ticks come, once per bar where only bars
/// do.
/// </summary>
/// <remarks>The first tick starts the beat; from then on bars are not sampled, so that nothing counts twice.</remarks>
internal struct SampleClock
{
    private readonly long _intervalNs;
    private readonly long _tag;
    private bool _isBeating;

    /// <summary>A beat that has not begun.</summary>
    /// <param name="intervalNs">Between two samples, ns; samples fall on whole multiples of it.</param>
    /// <param name="tag">The tag of its timer.</param>
    internal SampleClock(long intervalNs, long tag)
    {
        _intervalNs = intervalNs;
        _tag = tag;
    }

    /// <summary>Whether bars are what there is to sample.</summary>
    internal readonly bool SamplesBars => !_isBeating;

    /// <summary>
    /// Something of the market has changed: with the first tick the beat begins. A bar's news is no tick.
    /// </summary>
    internal void OnTick(StrategyContext context, MarketState market)
    {
        if (!_isBeating && (market.HasDepth || market.HasQuote || market.HasTrade))
        {
            _isBeating = true;
            SetNext(context);
        }
    }

    /// <summary>The beat's timer has fired: sets the next.</summary>
    internal readonly void SetNext(StrategyContext context)
    {
        var next = ((context.Now.Value / _intervalNs) + 1) * _intervalNs;
        context.SetTimer(new TimestampNs(next), _tag);
    }

    /// <summary>A price to sample, as a number.</summary>
    internal static bool TryPrice(MarketState market, out double price)
    {
        price = 0;
        if (market.HasBid && market.HasAsk)
        {
            price = (market.Instrument.ToDouble(market.BestBid) + market.Instrument.ToDouble(market.BestAsk)) / 2;
            return true;
        }

        if (!market.TryReferencePrice(out var reference))
        {
            return false;
        }

        price = market.Instrument.ToDouble(reference);
        return true;
    }

    internal void VisitState(StateSink sink) => sink.Visit(ref _isBeating);
}
