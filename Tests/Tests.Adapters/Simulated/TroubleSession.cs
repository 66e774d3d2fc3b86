using System.Runtime.InteropServices;
using Adapters.Simulated.Venue;
using Engine.Books;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>
/// Plays a market to a venue with trouble and a random trader, and keeps what a careful listener would know: every
/// trade once, by its key.
/// </summary>
internal sealed class TroubleSession(SimulationSettings settings, long traderSeed)
{
    private readonly RandomTrader _trader = new(traderSeed);
    private readonly InstrumentRegistry _registry = new();
    private readonly List<MarketState> _markets = [];
    private readonly HashSet<(Key128 Key, int Instrument)> _trades = [];
    private readonly Dictionary<int, long> _positions = [];
    private XxHash64 _hash = new();
    private long _sequence;
    private long _lastReportTime;

    internal SimulatedVenue Venue { get; } = new(settings);

    /// <summary>What was filled of an order, by the trades heard of.</summary>
    internal Dictionary<long, long> Filled { get; } = [];

    /// <summary>The last status of an order that a query brought.</summary>
    internal Dictionary<long, (OrderState State, long Cumulative)> Status { get; } = [];

    /// <summary>The orders that were placed, with their instruments.</summary>
    internal Dictionary<long, int> Placed { get; } = [];

    /// <summary>A hash of all reports, byte for byte.</summary>
    internal ulong Digest => _hash.Finish();

    internal long PositionOf(int instrument) => _positions.GetValueOrDefault(instrument);

    internal int InstrumentCount => _markets.Count;

    internal TroubleSession Play(IEnumerable<Event[]> runs)
    {
        foreach (var run in runs)
        {
            while (Venue.NextReportTime < run[0].Time)
            {
                ReturnReport();
            }

            foreach (ref var e in run.AsSpan())
            {
                Feed(in e);
            }

            Trade(run[0].Instrument);
        }

        return this;
    }

    /// <summary>Lets all that is under way arrive, then asks about every order, as often as answers are lost.</summary>
    internal void Settle()
    {
        for (var round = 0; round < 20; round++)
        {
            Settled();
            foreach (var (order, instrument) in Placed)
            {
                Venue.OnCommand(new Command
                {
                    Kind = CommandKind.QueryOrder,
                    Instrument = new InstrumentId(instrument),
                    OrderId = new OrderId(order),
                }, ordinal: -1);
            }

            Settled();
        }
    }

    private void Settled()
    {
        for (var second = 0; second < 30; second++)
        {
            var next = _lastReportTime + TimestampNs.PerSecond;
            while (Venue.NextReportTime.Value < next)
            {
                ReturnReport();
            }

            Feed(Event.Create(EventKind.Tick, new TimestampNs(next), InstrumentId.None));
        }
    }

    private void Trade(InstrumentId instrument)
    {
        if (instrument.IsSome && _registry.IsDefined(instrument)
            && _trader.TryNext(_markets[instrument.Value], out var command))
        {
            if (command.Kind == CommandKind.PlaceOrder)
            {
                Placed[command.OrderId.Value] = instrument.Value;
            }

            Venue.OnCommand(in command, ordinal: 0);
        }
    }

    private void ReturnReport()
    {
        var report = Venue.TakeReport().ToArray();
        foreach (var word in MemoryMarshal.Cast<Event, ulong>(report))
        {
            _hash.Add(word);
        }

        Assert.That(report[0].Time.Value, Is.GreaterThanOrEqualTo(_lastReportTime), "reports come by their times");
        _lastReportTime = report[0].Time.Value;
        if (report[0].Kind == EventKind.Fill)
        {
            OnFill(in report[0], report[1].FillDetail.TradeKey);
        }
        else if (report[0].Kind == EventKind.OrderStatus)
        {
            ref readonly var status = ref report[0].OrderStatus;
            Status[status.OrderId.Value] = (status.State, status.CumulativeQuantity.Value);
        }

        foreach (ref var e in report.AsSpan())
        {
            Feed(in e);
        }
    }

    private void OnFill(in Event fill, Key128 key)
    {
        if (!_trades.Add((key, fill.Instrument.Value)))
        {
            return;
        }

        var lots = fill.Fill.Quantity.Value;
        var order = fill.Fill.OrderId.Value;
        Filled[order] = Filled.GetValueOrDefault(order) + lots;
        _positions[fill.Instrument.Value] =
            PositionOf(fill.Instrument.Value) + (fill.Side == Side.Bid ? lots : -lots);
    }

    private void Feed(in Event e)
    {
        if (e.Class == EventClass.Control)
        {
            _registry.Apply(in e);
            if (_registry.Count > _markets.Count)
            {
                _markets.Add(new MarketState(_registry[e.Instrument]));
            }
        }
        else if (e.Class == EventClass.Public)
        {
            _markets[e.Instrument.Value].Apply(in e);
        }

        _lastReportTime = Math.Max(_lastReportTime, e.Time.Value);
        Venue.OnEvent(in e, _sequence++);
    }
}
