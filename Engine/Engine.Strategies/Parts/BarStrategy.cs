using Engine.Books;
using Engine.Core.Bars;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>A <see cref="SignalStrategy" /> that decides once a bar, by its range and volume.</summary>
public abstract class BarStrategy : SignalStrategy
{
    private readonly int _barIntervalPlace;
    private BarFeed _feed = new(1);

    /// <param name="barIntervalPlace">The place of the parameter that says how long a built bar is.</param>
    /// <param name="sizingPlace">The place of the first of the sizing parameters.</param>
    private protected BarStrategy(int barIntervalPlace, int sizingPlace)
        : base(sizingPlace) => _barIntervalPlace = barIntervalPlace;

    /// <inheritdoc />
    public override void OnStart()
    {
        var lengthNs = Context.Parameters.DurationNs(_barIntervalPlace);
        _feed = new BarFeed(lengthNs);
        Begin(lengthNs, pauseNs: 0);
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _feed.VisitState(sink);
    }

    /// <summary>A bar has closed in a market that can be acted on.</summary>
    private protected abstract void OnClosedBar(MarketState market, in ClosedBar bar);

    /// <inheritdoc />
    private protected sealed override void Hear(MarketState market) => _feed.AddPrice(market, Context.Now);

    /// <inheritdoc />
    private protected sealed override void Hear(MarketState market, in Trade trade, Side aggressor) =>
        _feed.AddTrade(market, trade, aggressor, Context.Now);

    /// <inheritdoc />
    private protected sealed override void Hear(in Bar bar, BarInterval interval) =>
        _feed.Take(bar, interval, Context.Now);

    /// <inheritdoc />
    private protected sealed override void Judge(MarketState market, double price)
    {
        while (_feed.TryClose(Context.Now, out var bar))
        {
            OnClosedBar(market, bar);
        }
    }

    // A bar that ends in a broken book or after a gap is not whole: it says nothing, and was not asked for above.
    private protected sealed override void Roll()
    {
        while (_feed.TryClose(Context.Now, out _))
        {
        }
    }
}
