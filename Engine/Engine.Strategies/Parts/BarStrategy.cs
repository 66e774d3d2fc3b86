using Engine.Books;
using Engine.Core.Bars;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// What strategies share that decide once a bar, hold one position and watch its way out on every price.
/// </summary>
public abstract class BarStrategy : Strategy
{
    private const long BarTag = 1;
    private const long LifeTag = 2;

    private readonly int _barIntervalPlace;
    private BarFeed _feed = new(1, BarTag);
    private Sizer _sizer;

    /// <param name="barIntervalPlace">The place of the parameter that says how long a built bar is.</param>
    /// <param name="sizingPlace">The place of the first of the sizing parameters.</param>
    private protected BarStrategy(int barIntervalPlace, int sizingPlace)
    {
        _barIntervalPlace = barIntervalPlace;
        _sizer = new Sizer(sizingPlace);
    }

    /// <summary>What is traded.</summary>
    private protected InstrumentId Instrument { get; private set; }

    /// <summary>The position.</summary>
    private protected Holding Holding { get; private set; } = new(InstrumentId.None, LifeTag);

    /// <inheritdoc />
    public override void OnStart()
    {
        Instrument = Context.Instruments[0];
        Holding = new Holding(Instrument, LifeTag);
        _feed = new BarFeed(Context.Parameters.DurationNs(_barIntervalPlace), BarTag);
    }

    /// <inheritdoc />
    public override void OnBook(MarketState market)
    {
        _feed.OnBook(Context, market);
        Holding.Watch(Context, market);
    }

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        _feed.OnTrade(Context, market, trade, aggressor);
        Holding.Watch(Context, market);
    }

    /// <inheritdoc />
    public override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        if (_feed.TryTake(Context, bar, interval, out var closed))
        {
            Take(market, closed);
        }
    }

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        var market = Context.Market(Instrument);
        if (tag == LifeTag)
        {
            Holding.Watch(Context, market);
            return;
        }

        _feed.OnTimer(Context);
        while (_feed.TryClose(Context, out var closed))
        {
            Take(market, closed);
        }
    }

    /// <inheritdoc />
    public override void OnFill(in FillReport fill)
    {
        _sizer.OnFill(fill);
        Holding.OnFill(Context, fill);
    }

    /// <inheritdoc />
    public override void OnOrder(in Order order) => Holding.OnOrder(order);

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        _feed.VisitState(sink);
        _sizer.VisitState(sink);
        Holding.VisitState(sink);
    }

    /// <summary>A bar has closed in a market that can be acted on.</summary>
    private protected abstract void OnClosedBar(MarketState market, in ClosedBar bar);

    /// <summary>Whether a side may be opened: shorts are never sold on spot, nor where they are not allowed.</summary>
    private protected static bool MayOpen(MarketState market, Side side, bool allowShort) =>
        side == Side.Bid || (allowShort && market.Instrument.ContractType != ContractType.Spot);

    /// <summary>The price and the lots of an entry now.</summary>
    /// <returns>False where there is no price, or the size is too small to trade.</returns>
    private protected bool TrySize(
        MarketState market, double stopFraction, out PriceTicks reference, out QtyLots lots)
    {
        lots = market.TryReferencePrice(out reference)
            ? _sizer.Lots(Context, market, reference, stopFraction)
            : QtyLots.Zero;
        return lots > QtyLots.Zero;
    }

    // A bar that ends in a broken book or after a gap is not whole: it says nothing.
    private void Take(MarketState market, in ClosedBar bar)
    {
        Holding.Retry();
        if (market.IsLive)
        {
            Holding.Watch(Context, market);
            OnClosedBar(market, bar);
        }
    }
}
