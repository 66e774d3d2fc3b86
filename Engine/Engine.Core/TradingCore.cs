using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Guards;
using Engine.Core.Orders;
using Engine.Core.Portfolios;
using Engine.Core.Risk;
using Engine.Core.Sanitizing;
using Engine.Core.Signals;
using Engine.Core.Strategies;
using Engine.Core.Timers;
using Engine.Core.Witnesses;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core;

/// <summary>The deterministic core: events in, commands out, nothing else. One thread.</summary>
/// <remarks>
/// It has no clock, no I/O, no randomness and allocates nothing once warm. Equal events give equal commands, witness
/// and digest, in any process, on any machine. Time is the highest <see cref="Event.Time" /> so far; timers due by an
/// event's time fire before the event is applied. Strategies are called once for a whole venue message.
/// </remarks>
public sealed partial class TradingCore
{
    private const int OverdueTimersMax = 10_000;

    /// <summary>How many events lie between two witnesses in the command stream.</summary>
    public const long WitnessInterval = 65_536;

    private readonly List<MarketState> _markets = [];
    private readonly RiskGate _gate;
    private readonly OrderManager _orders;
    private readonly StrategyHost _host;
    private readonly RiskGuards _guards;
    private readonly Reconciler _reconciler;
    private readonly TimerQueue _timers = new();
    private readonly RunBuffer _run = new();
    private FillReport[] _fills = new FillReport[64];
    private readonly List<FillReport> _venueFills = [];
    private int _fillCount;
    private Witness _witness;
    private Event _pendingFill;
    private long _eventCount;
    private long _sessionCount;
    private TradingState _orderedState = TradingState.Active;
    private long _fillTotal;
    private bool _isDigestDue;
    private bool _isMuted;
    private int _overdueTimers;

    // The event by which a later session has begun already; of no meaning after it.
    private long _begunAt = -1;

    /// <summary>Makes a core that knows nothing yet: the stream tells it everything.</summary>
    /// <param name="catalog">Where it finds the strategies that the stream names.</param>
    public TradingCore(IStrategyCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Portfolio = new Portfolio(Instruments, _markets);
        Sanitizer = new Sanitizer(_markets, _timers, Outbox);
        var breakers = new CircuitBreakers(GuardLimits, _timers, Outbox);
        _gate = new RiskGate(_markets, Portfolio, Limits, GuardLimits, Sanitizer, breakers);
        _host = new StrategyHost(this, catalog);
        _reconciler = new Reconciler(Portfolio, _markets, Outbox);
        _orders = new OrderManager(this, _markets, _gate, _host, _timers);
        var kill = new KillSwitch(_orders, Portfolio, _host, _markets, GuardLimits, _timers, Outbox);
        _guards = new RiskGuards(this, _gate, _orders, kill, _timers);
    }

    /// <summary>The highest time so far, or the deadline of the timer that is firing.</summary>
    public TimestampNs Clock { get; private set; } = TimestampNs.MinValue;

    /// <summary>When the next timer is due; the source publishes a tick then if nothing comes before.</summary>
    public TimestampNs NextDeadline => _timers.NextDeadline;

    /// <summary>The sequence of the last event; −1 before the first.</summary>
    public long Sequence { get; private set; } = -1;

    /// <summary>The commands that the last event has caused; valid until the next event.</summary>
    public ReadOnlySpan<Command> Commands => Outbox.Commands;

    /// <summary>
    /// What the last event has changed in its market; of no meaning where it was not a public one.
    /// </summary>
    public MarketChange LastChange { get; private set; }

    /// <summary>The fills that the last event has booked; valid until the next event.</summary>
    public ReadOnlySpan<FillReport> Fills => new(_fills, 0, _fillCount);

    /// <summary>The instruments and assets that the stream has defined.</summary>
    public InstrumentRegistry Instruments { get; } = new();

    /// <summary>The markets, by instrument.</summary>
    public IReadOnlyList<MarketState> Markets => _markets;

    /// <summary>Positions and cash.</summary>
    public Portfolio Portfolio { get; }

    /// <summary>The limits in force.</summary>
    public RiskLimits Limits { get; } = new();

    /// <summary>When the guards act and what they do.</summary>
    public GuardLimits GuardLimits { get; } = new();

    /// <summary>How long the order manager waits for answers and how it asks for them.</summary>
    public OrderRules OrderRules { get; } = new();

    /// <summary>How close the account is to its limits.</summary>
    public RiskLevel RiskLevel => _gate.Level;

    /// <summary>How far the kill switch is.</summary>
    public KillState KillState => _guards.Kill;

    /// <summary>What it holds of the data: counts by check, what is sane now, its parameters.</summary>
    public Sanitizer Sanitizer { get; }

    /// <summary>What trading may do now.</summary>
    public TradingState TradingState => _gate.State;

    /// <summary>The running hash of everything so far.</summary>
    public ulong Witness => _witness.Value;

    /// <summary>Orders that went out.</summary>
    public long OrderCount => _orders.PlacedCount;

    /// <summary>Fills booked.</summary>
    public long FillCount => _fillTotal;

    /// <summary>Requests that risk refused and orders that the venue refused.</summary>
    public long RejectCount => _orders.RefusedCount + _orders.RejectedCount;

    /// <summary>Orders that are not finished.</summary>
    public int OpenOrderCount => _orders.OpenCount;

    /// <summary>The strategies of the run: number, descriptor, instruments.</summary>
    public IEnumerable<RunningStrategy> Strategies
    {
        get
        {
            foreach (var slot in _host.Slots)
            {
                yield return new RunningStrategy(
                    slot.Id, slot.Descriptor, slot.Instruments, slot.IsDisabled, slot.Fault);
            }
        }
    }

    /// <summary>Which session placed which orders.</summary>
    public OrderEpochs Epochs { get; } = new();

    internal Outbox Outbox { get; } = new();

    internal RiskGate Gate => _gate;

    internal SymbolHolds Holds => _host.Holds;

    internal bool IsFlattening => _guards.IsFlattening;

    /// <summary>Takes the next event. The only entrance.</summary>
    /// <param name="e">The event.</param>
    /// <param name="sequence">Its place in the stream: one more than the last.</param>
    /// <exception cref="CoreFaultException">
    /// The stream is impossible or an invariant is broken: the core must not go on.
    /// </exception>
    public void OnEvent(in Event e, long sequence)
    {
        if (e.Kind != EventKind.BookLevel || !TryTakeLevel(in e, sequence))
        {
            Take(in e, sequence);
        }
    }

    private void Take(in Event e, long sequence)
    {
        Outbox.Clear();
        Outbox.Cause = sequence;
        _fillCount = 0;
        _overdueTimers = 0;
        if (sequence != Sequence + 1)
        {
            ThrowGap(sequence);
        }

        Sequence = sequence;
        if (e.Time > Clock)
        {
            if (_timers.NextDeadline <= e.Time)
            {
                if (e.Kind == EventKind.SessionStarted && _sessionCount > 0)
                {
                    BeginLaterSession(e);
                }

                FireTimers(e.Time);
            }

            MoveClock(e.Time);
        }

        _witness.AddEvent(e, sequence);
        try
        {
            if (e.Class == EventClass.Public)
            {
                OnPublic(e);
            }
            else if (e.Kind != EventKind.Tick)
            {
                // A tick has said all by its time.
                OnOther(e);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new CoreFaultException(exception.Message, sequence, exception);
        }

        _host.TellSignals();

        foreach (ref readonly var command in Outbox.Commands)
        {
            _witness.AddCommand(command);
        }

        if (++_eventCount % WitnessInterval == 0 || _isDigestDue)
        {
            PutCheckpoint();
        }
    }

    /// <summary>
    /// A hash of the whole canonical state (XXH64). Walks everything: at snapshots and on request only.
    /// </summary>
    public ulong Digest()
    {
        var sink = new DigestSink();
        VisitState(sink);
        return sink.Digest;
    }

    /// <summary>Visits the whole state.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        long clock = Clock.Value, sequence = Sequence, trading = (long)_gate.State, ordered = (long)_orderedState;
        sink.Visit(ref clock);
        sink.Visit(ref sequence);
        sink.Visit(ref trading);
        sink.Visit(ref ordered);
        sink.Visit(ref _eventCount);
        sink.Visit(ref _sessionCount);
        Epochs.VisitState(sink, _sessionCount);
        (Clock, Sequence, _gate.State) = (new TimestampNs(clock), sequence, (TradingState)trading);
        _orderedState = (TradingState)ordered;
        _witness.VisitState(sink);
        foreach (var market in _markets)
        {
            market.VisitState(sink);
        }

        Limits.VisitState(sink);
        GuardLimits.Values.VisitState(sink);
        OrderRules.Values.VisitState(sink);
        Sanitizer.VisitState(sink);
        Portfolio.VisitState(sink);
        _reconciler.VisitState(sink);
        _orders.VisitState(sink);
        _gate.VisitState(sink);
        _guards.VisitState(sink);
        _timers.VisitState(sink);
        VisitUnderWay(sink);
        VisitStrategies(sink);
    }

    /// <summary>Whether the venue has still to say what it holds for us since a session began.</summary>
    internal bool IsReconciling => _reconciler.IsOpen;

    /// <summary>How our books of an instrument stand to what the venue says.</summary>
    /// <exception cref="IndexOutOfRangeException">It is not defined.</exception>
    public BooksState BooksOf(InstrumentId instrument) => _orders.Doubts.StateOf(instrument);

    /// <summary>Books the venue's word on a position, where the difference is small enough.</summary>
    internal bool TryCorrect(in Event word, bool saysWhy) =>
        _reconciler.TryCorrect(word, OrderRules.ReconcileTolerance, saysWhy);

    internal OrderId Place(StrategyId strategy, in OrderRequest request) =>
        TakesOrders(strategy, request.Instrument, out var slot)
            ? _orders.Place(strategy, slot.Account, request, GuardLimits.HighSizeFactor, Clock)
            : OrderId.None;

    /// <exception cref="ArgumentException">The strategy does not trade the instrument.</exception>
    private bool TakesOrders(StrategyId strategy, InstrumentId instrument, [NotNullWhen(true)] out StrategySlot? slot)
    {
        slot = null;
        if (_isMuted)
        {
            return false;
        }

        slot = _host.SlotOf(strategy);
        if (!slot.Instruments.Contains(instrument))
        {
            throw new ArgumentException(
                $"Strategy {strategy.Value} does not trade instrument {instrument.Value}.", nameof(instrument));
        }

        return !slot.IsSignalsOnly;
    }

    internal OrderId PlaceBracket(StrategyId strategy, in OrderRequest entry, in Bracket bracket) =>
        TakesOrders(strategy, entry.Instrument, out var slot)
            ? _orders.PlaceBracket(strategy, slot.Account, entry, bracket, GuardLimits.HighSizeFactor, Clock)
            : OrderId.None;

    internal (OrderId First, OrderId Second) PlacePair(
        StrategyId strategy, in OrderRequest first, in OrderRequest second)
    {
        if (!TakesOrders(strategy, first.Instrument, out var slot)
            || !TakesOrders(strategy, second.Instrument, out _))
        {
            return default;
        }

        return _orders.PlacePair(strategy, slot.Account, first, second, GuardLimits.HighSizeFactor, Clock);
    }

    internal bool MoveBracket(StrategyId strategy, OrderId entry, PriceTicks takeProfit, PriceTicks stop) =>
        !_isMuted && _orders.MoveBracket(strategy, entry, takeProfit, stop);

    internal bool ReleaseBracket(StrategyId strategy, OrderId entry) =>
        !_isMuted && _orders.ReleaseBracket(strategy, entry);

    internal bool TryGetBracket(StrategyId strategy, OrderId entry, out BracketStatus status) =>
        _orders.Groups.TryGet(strategy, entry, out status);

    internal bool Cancel(StrategyId strategy, OrderId order) =>
        !_isMuted && _orders.Cancel(strategy, order, ReasonCode.None);

    internal void CancelAllOf(StrategyId strategy, ReasonCode reason) => _orders.CancelAllOf(strategy, reason);

    internal bool Amend(
        StrategyId strategy, OrderId order, PriceTicks price, QtyLots quantity, PriceTicks trigger) =>
        !_isMuted && _orders.Amend(strategy, order, new OrderTerms(price, quantity, trigger), Clock);

    /// <summary>Looks an order up, by a copy. Finished orders are known until their place is taken.</summary>
    /// <returns>False where the core does not know the order, or no longer.</returns>
    public bool TryGetOrder(OrderId id, out Order order) => _orders.TryGet(id, out order);

    /// <summary>Copies the orders that are not finished, by their number.</summary>
    public void CopyOpenOrders(List<Order> orders) => _orders.CopyOpen(orders);

    internal bool CanAsk(InstrumentId instrument)
    {
        RequireInstrument(instrument);
        return _orders.CanAsk(instrument);
    }

    internal bool IsSignalsOnly(StrategyId strategy) => _host.SlotOf(strategy).IsSignalsOnly;

    internal void Tell(
        StrategyId source, InstrumentId instrument, Side side, PriceTicks price, double confidence)
    {
        RequireInstrument(instrument);
        if (_isMuted)
        {
            return;
        }

        _host.Queue(new Signal
        {
            Source = source,
            SourceType = _host.SlotOf(source).TypeNumber,
            Instrument = instrument,
            Side = side,
            Price = price,
            Confidence = confidence,
            Time = Clock,
        });
    }

    internal Money Room(StrategyId strategy, InstrumentId instrument) => _orders.Room(strategy, instrument);

    /// <summary>Halts trading; the kill switch asks for it.</summary>
    internal void Halt(ReasonCode reason) => SetTradingState(TradingState.Halted, reason);

    internal void SetTimer(StrategyId owner, TimestampNs deadline, long tag)
    {
        if (_isMuted)
        {
            return;
        }

        if (deadline <= Clock)
        {
            // Each fires a nanosecond later, within the same event: one that sets the next would never come to an end.
            if (++_overdueTimers > OverdueTimersMax)
            {
                throw new InvalidOperationException(
                    $"It has set {OverdueTimersMax:N0} timers that were due already, within one event: a timer is set "
                    + "for a time after Context.Now.");
            }

            deadline = Clock + 1;
        }

        _timers.Set(deadline, owner, tag);
    }

    internal void RecordFill(in FillReport fill)
    {
        if (_fillCount == _fills.Length)
        {
            Array.Resize(ref _fills, _fills.Length * 2);
        }

        _fills[_fillCount++] = fill;
        _fillTotal++;
    }

    /// <summary>Moves the clock on, never back; a new day begins with the first time in it.</summary>
    private void MoveClock(TimestampNs time)
    {
        if (time <= Clock)
        {
            return;
        }

        Clock = time;
        if (Portfolio.OnClock(time))
        {
            _guards.OnDay(time);
        }
    }

    private void OnEngineTimer(long tag)
    {
        switch (EngineTimer.KindOf(tag))
        {
            case EngineTimer.Silence:
                Sanitizer.OnTimer(new InstrumentId(EngineTimer.NumberOf(tag)), Clock);
                break;
            case EngineTimer.Orders:
                _orders.OnTimer();
                break;
            case EngineTimer.Groups:
                _orders.Groups.OnTimer();
                break;
            case EngineTimer.Doubts:
                _orders.Doubts.OnTimer();
                break;
            default:
                _guards.OnTimer(tag, Clock);
                break;
        }
    }

    private void FireTimers(TimestampNs now)
    {
        while (_timers.TryTake(now, out var timer))
        {
            // A timer sees its own deadline, whether a tick brought it or a later event.
            MoveClock(timer.Deadline);
            if (timer.Owner == StrategyId.Engine)
            {
                OnEngineTimer(timer.Tag);
                continue;
            }

            _host.OnTimer(timer.Owner, timer.Tag);
            _host.TellSignals();
        }
    }

    /// <summary>After the event, so that what it says of the state is still true when the next event comes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PutCheckpoint()
    {
        ref var witness = ref Outbox.Add(CommandKind.Witness);
        witness.Instrument = InstrumentId.None;
        witness.Hash = _witness.Value;
        witness.Count = _eventCount;
        if (!_isDigestDue)
        {
            return;
        }

        _isDigestDue = false;
        ref var digest = ref Outbox.Add(CommandKind.Digest);
        digest.Instrument = InstrumentId.None;
        digest.Hash = Digest();
        digest.Count = _eventCount;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowGap(long sequence) => throw new CoreFaultException(
        $"sequence {sequence} follows {Sequence}: the stream has a gap or repeats itself.", sequence);
}
