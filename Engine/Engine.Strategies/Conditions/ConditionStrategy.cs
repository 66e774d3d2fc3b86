using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies.Conditions;

/// <summary>A strategy that a JSON document sets, with no code: five sections of conditions.</summary>
/// <remarks>
/// Inactive → Monitoring —S1→ SignalDetected —O1→ SignalCancelled | —Z1→ EntryEvaluation → PositionActive —E1, asked
/// first→ EmergencyExit | —ZE1→ CloseOrderEvaluation → Exited. One step at most per sample. From the signal to its end
/// the strategy holds its instrument, so that no other condition strategy trades it meanwhile. Every step goes out as a
/// command, with the values that it was decided by.
/// </remarks>
public sealed partial class ConditionStrategy : Strategy
{
    private const long SampleTag = 1;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "condition",
        Summary = "A strategy as a JSON document: signal, cancellation, entry, close and emergency exit by conditions "
            + "on indicators.",
        Create = () => new ConditionStrategy(),
        TakesDocument = true,
        Parameters = [],
    };

    private ConditionDocument _document = null!;
    private ConditionSampler _sampler = null!;
    private Holding? _held;
    private InstrumentId _instrument;
    private ConditionState _state;
    private TimestampNs _stateSince;
    private TimestampNs _restUntil;
    private TimestampNs _signalTime = TimestampNs.MinValue;
    private TimestampNs _positionTime;
    private bool _isTurnedAway;

    /// <inheritdoc />
    public override void OnDocument(ReadOnlySpan<byte> utf8)
    {
        _document = ConditionDocument.Compile(utf8);
        _sampler = new ConditionSampler(_document, SampleTag);
    }

    /// <inheritdoc />
    public override void OnStart() => Prepare();

    /// <inheritdoc />
    public override void OnBook(MarketState market)
    {
        _sampler.OnTick(Context, market);
        WatchPrice(market);
    }

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        _sampler.OnTrade(market, trade, aggressor);
        _sampler.OnTick(Context, market);
        WatchPrice(market);
    }

    /// <inheritdoc />
    public override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        if (_sampler.OnBar(market, bar, interval))
        {
            WatchPrice(market);
            TakeSample(market);
        }
    }

    /// <inheritdoc />
    public override void OnMarket(MarketState market, in Event e) => _sampler.OnMarket(market, e);

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        _sampler.OnBeat(Context);
        TakeSample(Context.Market(_instrument));
    }

    /// <inheritdoc />
    public override void OnFill(in FillReport fill)
    {
        Held.OnFill(Context, fill);
        var isFlat = fill.PositionAfter == QtyLots.Zero;
        if (_state == ConditionState.EntryEvaluation && !isFlat)
        {
            _positionTime = Context.Now;
            Change(ConditionState.PositionActive);
            Say("entry_price"u8, Price(fill.Price), double.NaN);
        }
        else if (isFlat && IsInPosition)
        {
            Finish(fill);
        }
    }

    /// <inheritdoc />
    public override void OnOrder(in Order order)
    {
        Held.OnOrder(order);
        if (_state == ConditionState.EntryEvaluation && Held.IsFree(Context))
        {
            CancelEntry();
            Say("filled_lots"u8, order.CumulativeQuantity.Value, order.Quantity.Value);
        }
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var state = (int)_state;
        sink.Visit(ref state);
        _state = (ConditionState)state;
        sink.Visit(ref _stateSince);
        sink.Visit(ref _restUntil);
        sink.Visit(ref _signalTime);
        sink.Visit(ref _positionTime);
        sink.Visit(ref _isTurnedAway);
        if (_document is not null)
        {
            Prepare();
            _sampler.VisitState(sink);
            Held.VisitState(sink);
        }
    }

    /// <summary>Its position; from the start on.</summary>
    private Holding Held => _held ?? throw new InvalidOperationException("The strategy has not started.");

    private bool IsInPosition => _state is ConditionState.PositionActive or ConditionState.CloseOrderEvaluation
        or ConditionState.EmergencyExit;

    /// <summary>A restored strategy has state before it starts, and what it trades is known by then.</summary>
    private void Prepare()
    {
        if (_held is null)
        {
            _instrument = Context.Instruments[0];
            _held = new Holding(_instrument, SampleTag);
        }
    }

    private void TakeSample(MarketState market)
    {
        Held.Retry();
        var sample = _sampler.Sample;
        sample.PnlPct = IsInPosition ? PnlPct(market) : double.NaN;
        sample.PositionAge = IsInPosition ? Seconds(Context.Now - _positionTime) : double.NaN;
        sample.SignalAge = _state >= ConditionState.SignalDetected && _state != ConditionState.Exited
            ? Seconds(Context.Now - _signalTime)
            : double.NaN;
        var isSampled = _sampler.TryTake(market, Context.Now);
        Step(market, isSampled);
    }

    private double PnlPct(MarketState market)
    {
        ref readonly var position = ref Context.Position(_instrument);
        if (position.IsFlat || position.Cost == Money.Zero || !market.TryReferencePrice(out var price)
            || !market.Instrument.TryNotional(price, position.Quantity, out var value))
        {
            return double.NaN;
        }

        // Value and cost carry the position's sign, so that their difference is the gain of either side.
        return 100 * ((double)value.Value - position.Cost.Value) / Math.Abs((double)position.Cost.Value);
    }

    private double Price(PriceTicks price) => Context.Market(_instrument).Instrument.ToDouble(price);

    private static double Seconds(long nanoseconds) => nanoseconds / 1e9;
}
