using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// A strategy that judges one instrument on a beat and holds at most one position in it, taken and left at market.
/// </summary>
/// <remarks>
/// What its strategies have in common: the beat (a fixed interval where ticks come, once per bar where only bars do), a
/// position with stop, target and time stop watched on every price (stop and target at the venue where
/// <see cref="VenueExits" /> says so), a pause after each position, no shorts on spot, no
/// judgement on data that cannot be trusted.
/// </remarks>
public abstract class SignalStrategy : Strategy
{
    private const long BeatTag = 1;
    private const long LifeTag = 2;

    private readonly int _venueExitsPlace;
    private SampleClock _clock;
    private Sizer _sizer;
    private Holding? _holding;
    private TimestampNs _restsUntil = TimestampNs.MinValue;
    private long _pauseNs;

    /// <param name="sizingPlace">The place of the first of the sizing parameters.</param>
    /// <remarks><see cref="VenueExits.Rows" /> come behind them.</remarks>
    private protected SignalStrategy(int sizingPlace)
    {
        _sizer = new Sizer(sizingPlace);
        _venueExitsPlace = sizingPlace + Sizer.RowCount;
    }

    /// <summary>What it trades.</summary>
    private protected InstrumentId Instrument => Context.Instruments[0];

    /// <summary>Whether a new position may be opened now: nothing held, no order under way, the pause over.</summary>
    private protected bool IsFree => _holding!.IsFree(Context) && Context.Now >= _restsUntil;

    /// <summary>The side that is held: −1, 0, 1.</summary>
    private protected int Direction => Math.Sign(_holding!.Quantity(Context).Value);

    /// <inheritdoc />
    public sealed override void OnBook(MarketState market)
    {
        _clock.OnTick(Context, market);
        Hear(market);
        Watch(market);
    }

    /// <inheritdoc />
    public sealed override void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        _clock.OnTick(Context, market);
        Hear(market, in trade, aggressor);
        Watch(market);
    }

    /// <inheritdoc />
    public sealed override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        if (_clock.SamplesBars)
        {
            Hear(in bar, interval);
            Watch(market);
            Beat(market);
        }
    }

    /// <inheritdoc />
    public sealed override void OnTimer(long tag)
    {
        var market = Context.Market(Instrument);
        if (tag == LifeTag)
        {
            Watch(market);
            return;
        }

        _clock.SetNext(Context);
        Beat(market);
    }

    /// <inheritdoc />
    public sealed override void OnFill(in FillReport fill)
    {
        _sizer.OnFill(fill);
        _holding!.OnFill(Context, fill);
        if (_holding.Quantity(Context) == QtyLots.Zero)
        {
            _restsUntil = Context.Now + _pauseNs;
        }
    }

    /// <inheritdoc />
    public sealed override void OnOrder(in Order order) => _holding!.OnOrder(order);

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _clock.VisitState(sink);
        _sizer.VisitState(sink);
        _holding?.VisitState(sink);
        sink.Visit(ref _restsUntil);
    }

    /// <summary>Begins; called by the strategy's own start.</summary>
    /// <param name="beatNs">Between two judgements where ticks come, ns.</param>
    /// <param name="pauseNs">After a position is closed nothing is opened for so long, ns.</param>
    private protected void Begin(long beatNs, long pauseNs)
    {
        _clock = new SampleClock(beatNs, BeatTag);
        _holding = new Holding(Instrument, LifeTag, Context.Parameters.Flag(_venueExitsPlace));
        _pauseNs = pauseNs;
    }

    /// <summary>The book has changed.</summary>
    private protected virtual void Hear(MarketState market)
    {
    }

    /// <summary>A trade; whose aggressor is known only where the market says so.</summary>
    private protected virtual void Hear(MarketState market, in Trade trade, Side aggressor)
    {
    }

    /// <summary>A bar, where only bars come.</summary>
    private protected virtual void Hear(in Bar bar, BarInterval interval)
    {
    }

    /// <summary>A beat has come; the data can be trusted.</summary>
    /// <param name="market">The market.</param>
    /// <param name="price">The mid, or the last price; positive.</param>
    private protected abstract void Judge(MarketState market, double price);

    /// <summary>Windows that count beats move on, whether the data can be trusted or not.</summary>
    private protected virtual void Roll()
    {
    }

    /// <summary>Says a side, for readers; evidence follows, then <see cref="Enter" />.</summary>
    private protected void Say(MarketState market, Side side, double confidence)
    {
        if (market.TryReferencePrice(out var reference))
        {
            Context.Signal(Instrument, side, reference, Math.Clamp(confidence, 0, 1));
        }
    }

    /// <summary>The lots that a position on a side would have; zero where it cannot be taken.</summary>
    /// <param name="market">The market.</param>
    /// <param name="side">The side; spot is never sold short.</param>
    /// <param name="allowShort">Whether anything is.</param>
    /// <param name="stopFraction">The stop's distance, a fraction of the price; zero where there is none.</param>
    private protected QtyLots LotsFor(MarketState market, Side side, bool allowShort, double stopFraction)
    {
        var isAllowed = side == Side.Bid || (allowShort && market.Instrument.ContractType != ContractType.Spot);
        return isAllowed && market.TryReferencePrice(out var reference)
            ? _sizer.Lots(Context, market, reference, stopFraction)
            : QtyLots.Zero;
    }

    /// <summary>
    /// Whether a position may be opened on the side that was judged right; what is held on the other one is left first.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="price">The price of the beat.</param>
    /// <param name="side">The side; spot is never sold short.</param>
    /// <param name="allowShort">Whether anything is.</param>
    /// <param name="stopFraction">The stop's distance, a fraction of the price; zero where there is none.</param>
    /// <param name="lots">The lots that it would have.</param>
    private protected bool MayTake(
        MarketState market, double price, Side side, bool allowShort, double stopFraction, out QtyLots lots)
    {
        if (Direction == (side == Side.Bid ? -1 : 1))
        {
            LeaveOnSignal(price);
            lots = QtyLots.Zero;
            return false;
        }

        lots = LotsFor(market, side, allowShort, stopFraction);
        return IsFree && lots != QtyLots.Zero;
    }

    /// <summary>Opens a position.</summary>
    private protected void Enter(Side side, QtyLots lots, in ExitRule rule) =>
        _holding!.Enter(Context, side, lots, in rule);

    /// <summary>Leaves what is held because the signal has turned or is spent.</summary>
    /// <returns>Whether an order went out; evidence of the strategy's own may follow.</returns>
    private protected bool LeaveOnSignal(double price)
    {
        if (!_holding!.Leave(Context, ExitReason.Signal))
        {
            return false;
        }

        Context.Evidence(Instrument, "exit-signal"u8, price, double.NaN);
        return true;
    }

    private void Beat(MarketState market)
    {
        _holding!.Retry();
        if (market.IsLive && SampleClock.TryPrice(market, out var price) && price > 0)
        {
            Judge(market, price);
        }

        Roll();
    }

    private void Watch(MarketState market) => _holding!.Watch(Context, market);
}
