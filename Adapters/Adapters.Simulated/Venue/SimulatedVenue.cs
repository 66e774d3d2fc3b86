using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adapters.Simulated.Venue.Accounts;
using Adapters.Simulated.Venue.Expiries;
using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Queues;
using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Triggers;
using Adapters.Simulated.Venue.Trouble;
using Engine.Books;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>A venue that answers our orders from the public events of the stream, and from nothing else.</summary>
/// <remarks>
/// It stands behind the core and is fed the same events in the same order, in paper trading and in a backtest alike.
/// For each event n the caller calls <see cref="OnEvent" />, then <see cref="OnCommand" /> for each command that n
/// caused, then takes the reports that come before event n + 1: those whose time is not above that event's, or all that
/// are due when a clock says so. Its own reports come back as events and only move its clock.
/// <para>
/// Time: an order sent at clock t enters the book when the clock reaches t + entry + feed latency, after the message
/// that moved the clock is applied and after what rests was matched with it. What is decided at clock r is reported
/// with the time max(r, r − feed + reply). Both ways keep their order: reports leave as they were decided, which is
/// also the order of their times, unless trouble is asked for. One thread. No allocation per event at the high-water
/// mark of orders and books. The assumptions of the fills are in docs/simulated-venue.md.
/// </para>
/// </remarks>
public sealed class SimulatedVenue
{
    private const MarketChange MovesPrice =
        MarketChange.BestChanged | MarketChange.Trade | MarketChange.Bar | MarketChange.Mark;

    private readonly InstrumentRegistry _registry = new();
    private readonly IReadOnlyList<MarketState>? _markets;
    private readonly List<VenueInstrument> _instruments = [];
    private readonly List<VenueInstrument> _touched = [];
    private readonly SlotQueue<SentCommand> _underWay = new();
    private readonly LegLatencies _latencies;
    private readonly FaultyWire? _wire;
    private readonly CommandLimits _limits;
    private readonly VenueAccount _account;
    private readonly LiquidationDesk _liquidations;
    private readonly FundingDesk _funding;
    private readonly OrderDesk _desk;
    private readonly OrderEntry _entry;
    private readonly RestingMatching _resting;
    private readonly BarMatching _bars;
    private readonly TriggerWatch _triggers;
    private readonly OrphanWatch _orphans;
    private readonly ExpiryWatch _expiries;
    private ReportRun _taken;
    private bool _isWithinRun;
    private bool _hasSession;
    private long _lastSequence = -1;
    private long _now = long.MinValue;

    /// <summary>Opens an empty venue.</summary>
    /// <param name="settings">What it assumes.</param>
    /// <param name="markets">
    /// The markets, by instrument, of a core that stands in the same process and is called for each event just before
    /// this venue: the two need one copy then, and <see cref="OnApplied" /> takes the events. Null for markets of its
    /// own.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is outside its range; names it, its value and the range.
    /// </exception>
    public SimulatedVenue(SimulationSettings settings, IReadOnlyList<MarketState>? markets = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        SimulationChecks.Require(settings);
        _markets = markets;
        _latencies = new LegLatencies(settings);
        var reports = new SlotQueue<ReportRun>();
        _wire = settings.Trouble.IsOn ? new FaultyWire(settings.Trouble, reports) : null;
        _account = new VenueAccount(_registry);
        _desk = new OrderDesk(settings, _account, _latencies, reports) { Wire = _wire };
        _liquidations = new LiquidationDesk(_account, _desk);
        _funding = new FundingDesk(_account, _desk, settings.Funding);
        _limits = new CommandLimits(_desk, settings);
        _resting = new RestingMatching(_desk, new QueueEstimator(settings.QueueModel, settings.QueuePower));
        _triggers = new TriggerWatch(_desk);
        _orphans = new OrphanWatch(_desk);
        _expiries = new ExpiryWatch(_desk, _instruments, _latencies);
        var guard = new SelfTradeGuard(_desk, settings.SelfTradePrevention);
        var takers = new TakerMatching(_desk, guard, settings.Slippage);
        _bars = new BarMatching(_desk, takers, _resting, guard, _triggers, settings.BarVolumeShare);
        _entry = new OrderEntry(_desk, takers, _resting, guard, _triggers, _expiries, _account);
    }

    /// <summary>Whether it reads the markets of a core beside it.</summary>
    public bool SharesMarkets => _markets is not null;

    /// <summary>Whether a report waits to be taken; never within a run.</summary>
    public bool HasReport => _desk.Reports.Count > 0 && !_isWithinRun;

    /// <summary>The time of the next report; <see cref="TimestampNs.MaxValue" /> where there is none.</summary>
    public TimestampNs NextReportTime => HasReport ? _desk.Reports.Peek().First.Time : TimestampNs.MaxValue;

    /// <summary>How many orders are open.</summary>
    public int OpenOrderCount => _desk.Orders.OpenCount;

    /// <summary>What the stream has shown of its feed latency, where the settings ask for it.</summary>
    public FeedLatencyFacts FeedLatency => _latencies.FeedFacts;

    /// <summary>How much of a trouble there was.</summary>
    public long TroubleCount(TroubleKind kind) => _wire?.CountOf(kind) ?? 0;

    /// <summary>Whether the venue holds the order open: the truth, whatever was reported of it.</summary>
    public bool IsOpen(OrderId order)
    {
        var slot = _desk.Orders.Find(order);
        return slot != OrderTable.None && _desk.Orders[slot].IsOpen;
    }

    /// <summary>What is held of an instrument, both legs; long is positive. Of spot, whole lots less fees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is not defined.</exception>
    public QtyLots PositionOf(InstrumentId instrument) =>
        PositionOf(instrument, PositionLeg.Long) + PositionOf(instrument, PositionLeg.Short);

    /// <summary>
    /// The balance of an asset; of one that perpetuals settle in, without the profit that is open in them.
    /// </summary>
    public Money BalanceOf(AssetId asset) => _account.BalanceOf(asset);

    /// <summary>
    /// The balance of an asset less what open perpetuals have cost. Average costs follow the order of fills, so who
    /// has heard of them in another order has another balance, and the same cash.
    /// </summary>
    public Money CashOf(AssetId asset) => _account.CashOf(asset);

    /// <summary>What is held of a leg, where perpetuals are hedged; the whole position where they net.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is not defined.</exception>
    public QtyLots PositionOf(InstrumentId instrument, PositionLeg leg) =>
        _instruments[instrument.Value].Holdings.Leg(leg).Quantity;

    /// <summary>The average price of what is held of a leg; zero where nothing is, and of spot.</summary>
    public FinePrice EntryPriceOf(InstrumentId instrument, PositionLeg leg) =>
        _instruments[instrument.Value].Holdings.EntryPriceOf(leg);

    /// <summary>Whether perpetuals are held in two legs.</summary>
    public bool IsHedged => _account.Settings.IsHedged;

    /// <summary>How many positions the venue has closed by force.</summary>
    public long LiquidationCount => _liquidations.Count;

    /// <summary>How often a position was held over a funding time of which the stream said nothing.</summary>
    public long MissingFundingCount => _funding.MissingCount;

    /// <summary>The stream ends: funding that is due is paid as it was announced, or is missing.</summary>
    /// <exception cref="MissingFundingException">It is missing, and the settings require it.</exception>
    public void EndFunding() => _funding.OnEnd(_desk.Clock, _entry.Account);

    /// <summary>Takes the next event of the stream.</summary>
    /// <param name="e">The event.</param>
    /// <param name="sequence">Its sequence; each is higher than the one before.</param>
    /// <exception cref="InvalidDataException">
    /// A public event names an instrument that no earlier event defines.
    /// </exception>
    public void OnEvent(in Event e, long sequence)
    {
        Debug.Assert(!SharesMarkets, "What the core has applied comes in by OnApplied.");
        var change = e.Class == EventClass.Public ? Find(in e).Market.Apply(in e) : MarketChange.None;
        Take(in e, sequence, change);
    }

    /// <summary>Takes the next event where the markets are shared: the core has just applied it to them.</summary>
    /// <param name="e">The event.</param>
    /// <param name="sequence">Its sequence; each is higher than the one before.</param>
    /// <param name="change">What it has changed in its market.</param>
    public void OnApplied(in Event e, long sequence, MarketChange change)
    {
        Debug.Assert(SharesMarkets, "Markets of its own must be told of the event.");
        Take(in e, sequence, change);
    }

    private void Take(in Event e, long sequence, MarketChange change)
    {
        Debug.Assert(sequence > _lastSequence, "The stream delivers every event once, in order.");
        _lastSequence = sequence;
        _now = Math.Max(_now, e.Time.Value);
        if (e.Time > _desk.Clock && (e.Class != EventClass.Control || e.Kind == EventKind.Tick))
        {
            // Not the operator's word: it would let orders in at a moment that a run of the public events does not
            // have.
            _desk.Clock = e.Time;
            _funding.OnClock(e.Time, _entry.Account);
        }

        _isWithinRun = !e.IsLastOfRun;
        if (_wire is not null)
        {
            _wire.Advance(_desk.Clock);
            SayLine(_wire);
        }

        _expiries.EndDue();
        if (e.Class == EventClass.Public)
        {
            OnPublic(in e, change);
        }
        else if (e.Class == EventClass.Control)
        {
            OnControl(in e);
        }
        else if (e.Kind == EventKind.Balance)
        {
            _account.OnBalance(in e);
        }

        if (!_isWithinRun)
        {
            if (_touched.Count > 0)
            {
                MatchTouched();
            }

            _liquidations.Check(_entry.Account);
            if (_wire is not null)
            {
                SendHeldQueries(_wire);
            }

            if (_underWay.Count > 0)
            {
                ReceiveArrivals();
            }
        }

        if (_desk.Filled.Count > 0)
        {
            _orphans.EndOrphans();
        }
    }

    /// <summary>Takes a command that the last event caused; what is not for a gateway is ignored.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ordinal">
    /// Its place among all commands of its cause, from 0; negative for one that the core has not decided.
    /// </param>
    public void OnCommand(in Command command, int ordinal)
    {
        if (!command.IsForGateway)
        {
            return;
        }

        _account.OnCommand();
        var sent = new SentCommand { Command = command, Ordinal = ordinal };
        var now = new TimestampNs(_now);
        if (_wire is null || _wire.TrySend(ref sent, now))
        {
            _latencies.Send(ref sent, now);
            _underWay.Enqueue(in sent);
        }

        if (!_isWithinRun)
        {
            ReceiveArrivals();
            if (_desk.Filled.Count > 0)
            {
                _orphans.EndOrphans();
            }
        }
    }

    /// <summary>
    /// The venue's own cancel-all: every open order ends, and what is still on its way here never comes.
    /// </summary>
    /// <returns>How many orders it has ended.</returns>
    public int CancelAll()
    {
        while (_underWay.Count > 0)
        {
            _underWay.Dequeue();
        }

        var before = OpenOrderCount;
        foreach (var instrument in _instruments)
        {
            CancelChain(instrument, ref instrument.Bids);
            CancelChain(instrument, ref instrument.Asks);
            CancelChain(instrument, ref instrument.Waiting);
            CancelChain(instrument, ref instrument.Conditional);
        }

        Debug.Assert(OpenOrderCount == 0, "An open order stands in one of an instrument's lists.");
        return before;
    }

    /// <summary>Takes the next report off the queue: one whole run, stamped with its time.</summary>
    /// <returns>Valid until the next call of any member; empty where there is no report.</returns>
    public ReadOnlySpan<Event> TakeReport()
    {
        if (!HasReport)
        {
            return default;
        }

        _taken = _desk.Reports.Peek();
        _desk.Reports.Dequeue();
        return MemoryMarshal.CreateReadOnlySpan(ref _taken.First, _taken.SlotCount);
    }

    /// <summary>Visits the whole state. What restores it must have been fed the same definitions.</summary>
    /// <exception cref="InvalidOperationException">
    /// The stored state is of other instruments, or of a larger order capacity.
    /// </exception>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var count = _instruments.Count;
        sink.Visit(ref count);
        if (count != _instruments.Count)
        {
            throw new InvalidOperationException(
                $"The stored venue has {count} instruments, this one {_instruments.Count}: define them first.");
        }

        if (sink.IsRestoring)
        {
            _desk.Orders.Clear();
            _touched.Clear();
            _expiries.Reset();
        }

        sink.Visit(ref _isWithinRun);
        sink.Visit(ref _hasSession);
        sink.Visit(ref _now);
        sink.Visit(ref _lastSequence);
        foreach (var instrument in _instruments)
        {
            instrument.VisitState(sink);
            _desk.Orders.VisitChain(ref instrument.Bids, sink);
            _desk.Orders.VisitChain(ref instrument.Asks, sink);
            _desk.Orders.VisitChain(ref instrument.Waiting, sink);
            _desk.Orders.VisitChain(ref instrument.Conditional, sink);
            if (sink.IsRestoring && instrument.IsTouched)
            {
                _touched.Add(instrument);
            }
        }

        _desk.VisitState(sink);
        _account.VisitState(sink);
        _liquidations.VisitState(sink);
        _funding.VisitState(sink);
        _entry.VisitState(sink);
        _underWay.VisitState(sink);
        _latencies.VisitState(sink);
        _limits.VisitState(sink);
        _wire?.VisitState(sink);
    }

    private void CancelChain(VenueInstrument instrument, ref OrderChain chain)
    {
        while (chain.Head != OrderTable.None)
        {
            _desk.End(instrument, chain.Head, EventKind.OrderCanceled, ReasonCode.OperatorRequest);
        }
    }

    private VenueInstrument Find(in Event e)
    {
        var id = e.Instrument.Value;
        if ((uint)id < (uint)_instruments.Count)
        {
            return _instruments[id];
        }

        throw Undefined(in e);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static InvalidDataException Undefined(in Event e) => new(
        $"An event of kind {e.Kind} names instrument {e.Instrument.Value}, which no earlier event defines.");

    private void OnPublic(in Event e, MarketChange change)
    {
        _latencies.OnPublic(in e);
        var instrument = Find(in e);
        var hasTaken = !instrument.Consumed.IsEmpty;
        if (hasTaken)
        {
            instrument.Consumed.OnEvent(in e);
        }

        if ((change & MovesPrice) != 0)
        {
            _liquidations.OnPrice(instrument, e.Kind == EventKind.Mark);
        }

        if (e.Kind == EventKind.Funding)
        {
            _funding.OnFunding(instrument, in e, _entry.Account);
        }
        else if (e.Kind == EventKind.Mark)
        {
            _funding.OnMark(instrument, in e);
        }

        var isNewBar = e.Kind == EventKind.Bar && instrument.IsFinestBar(in e);
        if (!instrument.HasOrders)
        {
            return;
        }

        if (e.Kind == EventKind.Trade)
        {
            _resting.OnTrade(instrument, in e);
            _triggers.OnTrade(instrument, in e);
        }
        else if (e.Kind == EventKind.Mark)
        {
            _triggers.OnMark(instrument, e.Mark.MarkPrice);
        }
        else if (isNewBar && instrument.HasBarsOnly)
        {
            _bars.OnBar(instrument, in e);
        }

        // Notes what must be matched when the message is whole.
        if (!instrument.IsTouched && (hasTaken || Concerns(instrument, in e, change)))
        {
            instrument.IsTouched = true;
            _touched.Add(instrument);
        }
    }

    /// <summary>
    /// Whether an event may fill, release or trigger an order of ours, or move it in its queue: a level further away,
    /// at which none of ours rests, does nothing of it.
    /// </summary>
    private bool Concerns(VenueInstrument instrument, in Event e, MarketChange change)
    {
        const MarketChange Touch = MarketChange.BestChanged | MarketChange.Quote | MarketChange.State;
        if ((change & Touch) != 0 || !instrument.Waiting.IsEmpty || instrument.HasTriggered)
        {
            return true;
        }

        if ((change & MarketChange.Depth) == 0)
        {
            return false;
        }

        if (!instrument.Conditional.IsEmpty || e.Kind != EventKind.BookLevel || (e.Flags & EventFlags.Snapshot) != 0)
        {
            return true;
        }

        ref readonly var chain = ref e.Side == Side.Bid ? ref instrument.Bids : ref instrument.Asks;
        return _desk.Orders.HasPrice(in chain, e.BookLevel.Price);
    }

    private void MatchTouched()
    {
        foreach (var instrument in _touched)
        {
            instrument.IsTouched = false;
            _resting.OnBook(instrument);
            _entry.ReleaseWaiting(instrument);
            _triggers.OnBook(instrument);
            _entry.EnterTriggered(instrument);
        }

        _touched.Clear();
    }

    private void ReceiveArrivals()
    {
        while (_underWay.Count > 0)
        {
            var due = _latencies.DueOf(in _underWay.Peek(), _desk.Clock);
            if (due > _desk.Clock)
            {
                return;
            }

            var sent = _underWay.Peek();
            _underWay.Dequeue();
            _latencies.CarriedOut = sent.Arrival;
            _wire?.BeginAnswer(in sent);
            CarryOut(in sent, due);
            _wire?.EndAnswer();
            _latencies.CarriedOut = TimestampNs.MinValue;
        }
    }

    private void CarryOut(in SentCommand sent, TimestampNs due)
    {
        ref readonly var command = ref sent.Command;
        if (sent.Fate == CommandFate.Busy)
        {
            _limits.RefuseAsBusy(in command);
            return;
        }

        if (_limits.IsOverRate(in command, sent.Arrival))
        {
            return;
        }

        if (_wire is not null && command.Kind is CommandKind.QueryOrder or CommandKind.QueryPosition)
        {
            _wire.Recall(in command, _latencies.Report(_desk.Clock, command.Instrument, out _));
        }

        var id = command.Instrument;
        _entry.Receive(in command, due, _registry.IsDefined(id) ? _instruments[id.Value] : null);
    }

    /// <summary>
    /// The gateway says that its line is lost, or back: to each venue there is one, and they share a fate.
    /// </summary>
    private void SayLine(FaultyWire wire)
    {
        while (wire.TryTakeTurn(out var state))
        {
            for (var i = 0; i < _instruments.Count; i++)
            {
                var venue = _instruments[i].Instrument.Venue;
                if (IsFirstOf(venue, i))
                {
                    wire.PostLine(venue, state, new TimestampNs(_now));
                }
            }
        }
    }

    private bool IsFirstOf(VenueId venue, int instrument)
    {
        for (var i = 0; i < instrument; i++)
        {
            if (_instruments[i].Instrument.Venue == venue)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What the gateway kept while there was no connection leaves as soon as it is back.</summary>
    private void SendHeldQueries(FaultyWire wire)
    {
        while (wire.TryTakeHeld(out var sent))
        {
            if (wire.TrySend(ref sent, _desk.Clock))
            {
                _latencies.Send(ref sent, _desk.Clock);
                _underWay.Enqueue(in sent);
            }
        }
    }

    private void OnControl(in Event e)
    {
        if (InstrumentRegistry.IsDefinition(e.Kind))
        {
            _registry.Apply(in e);
            if (_registry.Count > _instruments.Count)
            {
                var market = _markets?[e.Instrument.Value] ?? new MarketState(_registry[e.Instrument]);
                _instruments.Add(new VenueInstrument(market, ownsMarket: _markets is null));
                _latencies.AddInstrument();
                _account.AddInstrument(_instruments[^1]);
                _funding.AddInstrument();
                _touched.EnsureCapacity(_instruments.Count);
                _desk.Filled.EnsureCapacity(_instruments.Count);
            }
        }
        else if (AccountSettings.IsOne(in e))
        {
            _account.OnParameter(in e);
        }
        else if (e.Kind == EventKind.SessionStarted && !_hasSession)
        {
            _account.Settings.RequireConsistent();
            // As in the core: what was heard before the first session is not lost by its beginning.
            _hasSession = true;
        }
        else if (e.Kind == EventKind.SessionStarted)
        {
            _account.Settings.RequireConsistent();
            _wire?.ForgetTurns();
            foreach (var instrument in _instruments)
            {
                instrument.OnSessionStarted();
            }
        }
    }
}
