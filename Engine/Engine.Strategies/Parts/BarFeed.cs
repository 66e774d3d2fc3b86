using Engine.Books;
using Engine.Core.Bars;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// Bars for a strategy: built from trades where ticks come, taken as they are where the data has only bars.
/// </summary>
/// <remarks>
/// A built bar closes on the beat of the stream's time, by a timer, so that it is seen when it is over even if nothing
/// follows; one in which nothing was traded is flat, as the venues have it. Of the data's own bars those of the first
/// interval seen count. One thread.
/// </remarks>
internal sealed class BarFeed
{
    private readonly BarBuilder _builder;
    private SampleClock _clock;
    private int _interval;

    /// <param name="lengthNs">The length of built bars, ns.</param>
    /// <param name="tag">The tag of its timer.</param>
    internal BarFeed(long lengthNs, long tag)
    {
        _builder = new BarBuilder(lengthNs, BarGaps.Flat);
        _clock = new SampleClock(lengthNs, tag);
    }

    /// <summary>The book has changed: with the first tick bars are built, of prices where there are no trades.</summary>
    internal void OnBook(StrategyContext context, MarketState market)
    {
        _clock.OnTick(context, market);
        if (!market.HasTrade && !_clock.SamplesBars && market.IsLive && market.TryReferencePrice(out var price))
        {
            _builder.AddPrice(context.Now, price);
        }
    }

    /// <summary>A public trade.</summary>
    internal void OnTrade(StrategyContext context, MarketState market, in Trade trade, Side aggressor)
    {
        _clock.OnTick(context, market);
        _builder.AddTrade(new TapeTrade
        {
            Time = context.Now,
            Price = trade.Price,
            Quantity = trade.Quantity,
            Aggressor = market.IsLastTradeSideKnown ? aggressor : null,
        });
    }

    /// <summary>A bar of the data.</summary>
    /// <returns>Whether it is to be used.</returns>
    internal bool TryTake(StrategyContext context, in Bar bar, BarInterval interval, out ClosedBar closed)
    {
        closed = default;
        if (!_clock.SamplesBars || (_interval != 0 && _interval != (int)interval))
        {
            return false;
        }

        _interval = (int)interval;
        closed = new ClosedBar
        {
            OpenTime = context.Now - interval.LengthNs(),
            CloseTime = context.Now,
            Open = bar.Open,
            High = new PriceTicks(bar.Open.Value + bar.HighOffset),
            Low = new PriceTicks(bar.Open.Value + bar.LowOffset),
            Close = new PriceTicks(bar.Open.Value + bar.CloseOffset),
            Volume = bar.Volume,
            TakerBuyVolume = bar.TakerBuyVolume,
            TakerSellVolume = bar.Volume - bar.TakerBuyVolume,
            TradeCount = bar.TradeCount,
        };
        return true;
    }

    /// <summary>Its timer has fired: sets the next. Take what has closed, in a loop, after it.</summary>
    internal void OnTimer(StrategyContext context) => _clock.SetNext(context);

    /// <summary>Takes a built bar that is over; ask until it answers no.</summary>
    internal bool TryClose(StrategyContext context, out ClosedBar bar) => _builder.TryClose(context.Now, out bar);

    internal void VisitState(StateSink sink)
    {
        _builder.VisitState(sink);
        _clock.VisitState(sink);
        sink.Visit(ref _interval);
    }
}
