using Engine.Books;
using Engine.Core.Bars;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// Bars for a strategy: built from trades where ticks come, taken as they are where the data has only bars.
/// </summary>
/// <remarks>
/// Built bars end on whole multiples of their length; the owner's beat of the same length asks for them, so that one is
/// seen when it is over even if nothing follows. One in which nothing was traded is flat, as the venues have it. Of the
/// data's own bars those of the first interval seen count. One thread.
/// </remarks>
internal sealed class BarFeed
{
    private readonly BarBuilder _builder;
    private ClosedBar _taken;
    private bool _hasTaken;
    private int _interval;

    /// <param name="lengthNs">The length of built bars, ns.</param>
    internal BarFeed(long lengthNs) => _builder = new BarBuilder(lengthNs, BarGaps.Flat);

    /// <summary>The book has changed: where there are no trades, bars are built of prices.</summary>
    internal void AddPrice(MarketState market, TimestampNs now)
    {
        var hasPrices = (market.HasDepth || market.HasQuote) && !market.HasTrade;
        if (hasPrices && market.IsLive && market.TryReferencePrice(out var price))
        {
            _builder.AddPrice(now, price);
        }
    }

    /// <summary>A public trade.</summary>
    internal void AddTrade(MarketState market, in Trade trade, Side aggressor, TimestampNs now) =>
        _builder.AddTrade(new TapeTrade
        {
            Time = now,
            Price = trade.Price,
            Quantity = trade.Quantity,
            Aggressor = market.IsLastTradeSideKnown ? aggressor : null,
        });

    /// <summary>A bar of the data.</summary>
    internal void Take(in Bar bar, BarInterval interval, TimestampNs now)
    {
        if (_interval != 0 && _interval != (int)interval)
        {
            return;
        }

        _interval = (int)interval;
        _hasTaken = true;
        _taken = new ClosedBar
        {
            OpenTime = now - interval.LengthNs(),
            CloseTime = now,
            Open = bar.Open,
            High = new PriceTicks(bar.Open.Value + bar.HighOffset),
            Low = new PriceTicks(bar.Open.Value + bar.LowOffset),
            Close = new PriceTicks(bar.Open.Value + bar.CloseOffset),
            Volume = bar.Volume,
            TakerBuyVolume = bar.TakerBuyVolume,
            TakerSellVolume = bar.Volume - bar.TakerBuyVolume,
            TradeCount = bar.TradeCount,
        };
    }

    /// <summary>Takes a bar that is over; ask until it answers no.</summary>
    internal bool TryClose(TimestampNs now, out ClosedBar bar)
    {
        if (!_hasTaken)
        {
            return _builder.TryClose(now, out bar);
        }

        // A bar of the data is asked for within the event that brings it, and so is no part of the state.
        bar = _taken;
        _hasTaken = false;
        return true;
    }

    internal void VisitState(StateSink sink)
    {
        _builder.VisitState(sink);
        sink.Visit(ref _interval);
    }
}
