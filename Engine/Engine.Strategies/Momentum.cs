using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Follows a move that has begun: long when price has risen enough and RSI leaves room, and the mirror for shorts.
/// </summary>
/// <remarks>
/// Momentum = p / p₋ₗ − 1 over the lookback. Out when RSI says that the move is spent, when momentum has faded to a
/// fraction of the threshold, or at the stop, which the strategy watches itself on every price.
/// </remarks>
public sealed class Momentum : Strategy
{
    private const long SampleTag = 1;

    private const int LookbackPlace = 0;
    private const int EntryPlace = 1;
    private const int RsiPeriodPlace = 2;
    private const int OverboughtPlace = 3;
    private const int OversoldPlace = 4;
    private const int RsiExitPlace = 5;
    private const int StopPlace = 6;
    private const int AllowShortPlace = 7;
    private const int OrderSizePlace = 8;
    private const int FadePlace = 9;
    private const int BarIntervalPlace = 10;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "momentum",
        Summary = "Follows a move with an RSI filter; leaves when it is spent, fades or reaches the stop.",
        Create = () => new Momentum(),
        Parameters =
        [
            ParameterDescriptor.OfInteger("lookback", 30, 2, 10_000, "Bars over which momentum is measured.", "bars"),
            ParameterDescriptor.OfReal("entryThreshold", 0.02, 0, 1, "Momentum at which it enters.", "fraction"),
            ParameterDescriptor.OfInteger("rsiPeriod", 14, 2, 1_000, "Period of the RSI (Wilder).", "bars"),
            ParameterDescriptor.OfReal("rsiOverbought", 70, 0, 100, "No long entry at or above this RSI."),
            ParameterDescriptor.OfReal("rsiOversold", 30, 0, 100, "No short entry at or below this RSI."),
            ParameterDescriptor.OfReal(
                "rsiExit", 75, 50, 100, "Leaves a long above this RSI, a short below 100 less it."),
            ParameterDescriptor.OfReal("stop", 0.02, 0, 1, "Leaves at this loss from the entry.", "fraction"),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            ParameterDescriptor.OfMoney(
                "orderSize", 1_000 * Money.Scale, 0, long.MaxValue, "The value of an entry."),
            ParameterDescriptor.OfReal(
                "fadeExit", 0.3, 0, 1, "Leaves when momentum falls under this part of the threshold.", "fraction"),
            ParameterDescriptor.OfDuration(
                "barInterval", TimestampNs.PerMinute, TimestampNs.PerSecond, TimestampNs.PerDay,
                "The length of a bar where the data has ticks; where it has bars, they are used as they are."),
        ],
    };

    private InstrumentId _instrument;
    private RateOfChange _momentum = new(2);
    private Rsi _rsi = new(2);
    private SampleClock _clock;
    private long _order;
    private bool _isHeldBack;

    /// <inheritdoc />
    public override void OnStart()
    {
        _instrument = Context.Instruments[0];
        _momentum = new RateOfChange((int)Context.Parameters.Integer(LookbackPlace));
        _rsi = new Rsi((int)Context.Parameters.Integer(RsiPeriodPlace));
        _clock = new SampleClock(Context.Parameters.DurationNs(BarIntervalPlace), SampleTag);
    }

    /// <inheritdoc />
    public override void OnBook(MarketState market)
    {
        _clock.OnTick(Context, market);
        WatchStop(market);
    }

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        _clock.OnTick(Context, market);
        WatchStop(market);
    }

    /// <inheritdoc />
    public override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        if (_clock.SamplesBars)
        {
            WatchStop(market);
            Sample(market);
        }
    }

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        _clock.SetNext(Context);
        Sample(Context.Market(_instrument));
    }

    /// <inheritdoc />
    public override void OnOrder(in Order order)
    {
        if (order.IsFinal && order.Id.Value == _order)
        {
            _order = 0;
        }
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        _momentum.VisitState(sink);
        _rsi.VisitState(sink);
        _clock.VisitState(sink);
        sink.Visit(ref _order);
        sink.Visit(ref _isHeldBack);
    }

    private void Sample(MarketState market)
    {
        if (!market.IsLive || !SampleClock.TryPrice(market, out var price))
        {
            return;
        }

        _momentum.Update(price);
        _rsi.Update(price);
        _isHeldBack = false;
        if (!_momentum.IsReady || !_rsi.IsReady || _order != 0)
        {
            return;
        }

        ref readonly var position = ref Context.Position(_instrument);
        if (position.IsFlat)
        {
            TryEnter(market);
        }
        else if (IsSpent(position.Quantity > QtyLots.Zero))
        {
            Leave(position.Quantity);
        }
    }

    private void TryEnter(MarketState market)
    {
        var parameters = Context.Parameters;
        var momentum = _momentum.Value;
        var threshold = parameters.Real(EntryPlace);
        var isLong = momentum > threshold && _rsi.Value < parameters.Real(OverboughtPlace);
        var isShort = parameters.Flag(AllowShortPlace) && momentum < -threshold
            && _rsi.Value > parameters.Real(OversoldPlace)
            && market.Instrument.ContractType != ContractType.Spot;
        if ((!isLong && !isShort) || !market.TryReferencePrice(out var reference))
        {
            return;
        }

        var side = isLong ? Side.Bid : Side.Ask;
        var lots = Sizing.LotsFor(market.Instrument, reference, parameters.Money(OrderSizePlace));
        if (lots == QtyLots.Zero)
        {
            return;
        }

        var strength = threshold > 0 ? Math.Min(1, Math.Abs(momentum) / (2 * threshold)) : 1;
        Context.Signal(_instrument, side, reference, strength);
        _order = Context.Place(OrderRequest.Market(_instrument, side, lots)).Value;
    }

    private bool IsSpent(bool isLong)
    {
        var parameters = Context.Parameters;
        var rsiExit = parameters.Real(RsiExitPlace);
        var faded = parameters.Real(FadePlace) * parameters.Real(EntryPlace);
        return isLong
            ? _rsi.Value > rsiExit || _momentum.Value < faded
            : _rsi.Value < 100 - rsiExit || _momentum.Value > -faded;
    }

    private void WatchStop(MarketState market)
    {
        ref readonly var position = ref Context.Position(_instrument);
        var isWaiting = _order != 0 || _isHeldBack;
        if (position.IsFlat || isWaiting || !market.IsLive || !market.TryReferencePrice(out var reference))
        {
            return;
        }

        if (!market.Instrument.TryNotional(reference, position.Quantity, out var value))
        {
            return;
        }

        // Loss and cost carry the position's sign through, so that one comparison serves both sides.
        var loss = (double)(position.Cost.Value - value.Value);
        if (loss >= Context.Parameters.Real(StopPlace) * Math.Abs((double)position.Cost.Value))
        {
            Leave(position.Quantity);
        }
    }

    /// <summary>
    /// Closes its own position; one that risk holds back is tried again at the next sample, not at each tick.
    /// </summary>
    /// <remarks>
    /// Not reduce-only: that speaks of the account, whose position another strategy may hold the other way.
    /// </remarks>
    private void Leave(QtyLots position)
    {
        var side = position > QtyLots.Zero ? Side.Ask : Side.Bid;
        var lots = new QtyLots(Math.Abs(position.Value));
        _order = Context.Place(OrderRequest.Market(_instrument, side, lots)).Value;
        _isHeldBack = _order == 0;
    }
}
