using System.Diagnostics;
using System.Runtime.InteropServices;
using Adapters.Simulated.Venue.Accounts;
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
/// with the time max(r, r − feed + reply). Reports leave in the order in which they were decided, which is also the
/// order of their times. One thread. No allocation per event at the high-water mark of orders and books. The
/// assumptions of the fills are in docs/simulated-venue.md.
/// </para>
/// </remarks>
public sealed class SimulatedVenue
{
    private const MarketChange MovesPrice =
        MarketChange.BestChanged | MarketChange.Trade | MarketChange.Bar | MarketChange.Mark;

    private readonly SimulationSettings _settings;
    private readonly InstrumentRegistry _registry = new();
    private readonly List<VenueInstrument> _instruments = [];
    private readonly List<VenueInstrument> _touched = [];
    private readonly SlotQueue<SentCommand> _underWay = new();
    private readonly VenueAccount _account;
    private readonly LiquidationDesk _liquidations;
    private readonly FundingDesk _funding;
    private readonly OrderDesk _desk;
    private readonly OrderEntry _entry;
    private readonly RestingMatching _resting;
    private readonly BarMatching _bars;
    private ReportRun _taken;
    private bool _isWithinRun;
    private long _lastSequence = -1;

    /// <summary>Opens an empty venue.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is outside its range; names it, its value and the range.
    /// </exception>
    public SimulatedVenue(SimulationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Validate(settings);
        _settings = settings;
        _account = new VenueAccount(_registry);
        _desk = new OrderDesk(settings, _account);
        _liquidations = new LiquidationDesk(_account, _desk);
        _funding = new FundingDesk(_account, _desk, settings.Funding);
        _resting = new RestingMatching(_desk);
        var takers = new TakerMatching(_desk, settings.Slippage);
        _bars = new BarMatching(_desk, takers, settings.BarVolumeShare);
        _entry = new OrderEntry(_desk, takers, _resting, _account);
    }

    /// <summary>Whether a report waits to be taken; never within a run.</summary>
    public bool HasReport => _desk.Reports.Count > 0 && !_isWithinRun;

    /// <summary>The time of the next report; <see cref="TimestampNs.MaxValue" /> where there is none.</summary>
    public TimestampNs NextReportTime => HasReport ? _desk.Reports.Peek().First.Time : TimestampNs.MaxValue;

    /// <summary>How many orders are open.</summary>
    public int OpenOrderCount => _desk.Orders.OpenCount;

    /// <summary>What is held of an instrument; long is positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is not defined.</exception>
    public QtyLots PositionOf(InstrumentId instrument) => _instruments[instrument.Value].Position;

    /// <summary>
    /// The balance of an asset; of one that perpetuals settle in, without the profit that is open in them.
    /// </summary>
    public Money BalanceOf(AssetId asset) => _account.BalanceOf(asset);

    /// <summary>What is held of a leg, where perpetuals are hedged; the whole position where they net.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is not defined.</exception>
    public QtyLots PositionOf(InstrumentId instrument, PositionLeg leg) =>
        _account.Of(_instruments[instrument.Value]).Leg(leg).Quantity;

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
        Debug.Assert(sequence > _lastSequence, "The stream delivers every event once, in order.");
        _lastSequence = sequence;
        if (e.Time > _desk.Clock)
        {
            _desk.Clock = e.Time;
            _funding.OnClock(e.Time, _entry.Account);
        }

        _isWithinRun = !e.IsLastOfRun;
        if (e.Class == EventClass.Public)
        {
            OnPublic(in e);
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
            if (_underWay.Count > 0)
            {
                ReceiveArrivals();
            }
        }
    }

    /// <summary>Takes a command that the last event caused; what is not for a gateway is ignored.</summary>
    public void OnCommand(in Command command)
    {
        if (!command.IsForGateway)
        {
            return;
        }

        _account.OnCommand();
        var due = _desk.Clock + _settings.EntryLatencyNs + _settings.FeedLatencyNs;
        _underWay.Enqueue(new SentCommand { Command = command, Due = due });
        if (!_isWithinRun)
        {
            ReceiveArrivals();
        }
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
        }

        sink.Visit(ref _isWithinRun);
        sink.Visit(ref _lastSequence);
        foreach (var instrument in _instruments)
        {
            instrument.VisitState(sink);
            _desk.Orders.VisitChain(ref instrument.Bids, sink);
            _desk.Orders.VisitChain(ref instrument.Asks, sink);
            _desk.Orders.VisitChain(ref instrument.Waiting, sink);
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
    }

    private static void Validate(SimulationSettings settings)
    {
        Require(settings.EntryLatencyNs >= 0, nameof(settings.EntryLatencyNs), settings.EntryLatencyNs, "not negative");
        Require(settings.ReplyLatencyNs >= 0, nameof(settings.ReplyLatencyNs), settings.ReplyLatencyNs, "not negative");
        Require(settings.FeedLatencyNs >= 0, nameof(settings.FeedLatencyNs), settings.FeedLatencyNs, "not negative");
        Require(IsFraction(settings.Slippage), nameof(settings.Slippage), settings.Slippage.Value, "0 … 1");
        Require(
            IsFraction(settings.BarVolumeShare),
            nameof(settings.BarVolumeShare),
            settings.BarVolumeShare.Value,
            "0 … 1");
        Require(settings.OrderCapacity > 0, nameof(settings.OrderCapacity), settings.OrderCapacity, "positive");

        static bool IsFraction(Rate rate) => rate.Value is >= 0 and <= Rate.Scale;

        static void Require(bool isAllowed, string setting, long value, string range)
        {
            if (!isAllowed)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"{setting} must be {range}.");
            }
        }
    }

    private void OnPublic(in Event e)
    {
        if (!_registry.IsDefined(e.Instrument))
        {
            throw new InvalidDataException(
                $"An event of kind {e.Kind} names instrument {e.Instrument.Value}, which no earlier event defines.");
        }

        var instrument = _instruments[e.Instrument.Value];
        var change = instrument.Market.Apply(in e);
        instrument.Consumed.OnEvent(in e);
        if ((change & MovesPrice) != 0)
        {
            _liquidations.OnPrice(instrument);
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
        }
        else if (isNewBar && instrument.HasBarsOnly)
        {
            _bars.OnBar(instrument, in e);
        }

        Touch(instrument, change);
    }

    /// <summary>Notes what must be matched when the message is whole.</summary>
    private void Touch(VenueInstrument instrument, MarketChange change)
    {
        const MarketChange BookChange = MarketChange.Depth | MarketChange.Quote | MarketChange.State;
        if (((change & BookChange) != 0 || !instrument.Waiting.IsEmpty) && !instrument.IsTouched)
        {
            instrument.IsTouched = true;
            _touched.Add(instrument);
        }
    }

    private void MatchTouched()
    {
        foreach (var instrument in _touched)
        {
            instrument.IsTouched = false;
            _resting.OnBook(instrument);
            _entry.ReleaseWaiting(instrument);
        }

        _touched.Clear();
    }

    private void ReceiveArrivals()
    {
        while (_underWay.Count > 0 && _underWay.Peek().Due <= _desk.Clock)
        {
            var sent = _underWay.Peek();
            _underWay.Dequeue();
            var id = sent.Command.Instrument;
            _entry.Receive(in sent.Command, sent.Due, _registry.IsDefined(id) ? _instruments[id.Value] : null);
        }
    }

    private void OnControl(in Event e)
    {
        if (InstrumentRegistry.IsDefinition(e.Kind))
        {
            _registry.Apply(in e);
            if (_registry.Count > _instruments.Count)
            {
                _instruments.Add(new VenueInstrument(_registry[e.Instrument]));
                _account.AddInstrument(_instruments[^1]);
                _funding.AddInstrument();
                _touched.EnsureCapacity(_instruments.Count);
            }
        }
        else if (AccountSettings.IsOne(in e))
        {
            _account.OnParameter(in e);
        }
        else if (e.Kind == EventKind.SessionStarted)
        {
            _account.Settings.RequireConsistent();
            foreach (var instrument in _instruments)
            {
                instrument.Market.OnSessionStarted();
                instrument.Consumed.Clear();
            }
        }
    }
}
