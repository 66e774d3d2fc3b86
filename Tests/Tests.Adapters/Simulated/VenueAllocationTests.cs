using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Queues;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

public sealed class VenueAllocationTests
{
    private static readonly SimulationSettings Plain = new() { OrderCapacity = 1_024 };

    // Nothing is lost here, and nothing waits long: what is kept until somebody asks, or for a second, has its
    // high-water mark late.
    private static readonly SimulationSettings Elaborate = Plain with
    {
        QueueModel = QueueModel.Power,
        OrdersPerSecond = 1_000,
        Latency = new LatencySettings { Model = LatencyModel.LogNormal, IsFeedFromData = true },
        Trouble = new TroubleSettings
        {
            Busy = new Rate(Rate.Scale / 50),
            Timeout = new Rate(Rate.Scale / 50),
            DuplicateReports = new Rate(Rate.Scale / 10),
            ReorderReports = new Rate(Rate.Scale / 10),
            DelayReports = new Rate(Rate.Scale / 100),
            DelayNs = 10_000_000,
            TimeoutNs = 10_000_000,
            SplitFills = new Rate(Rate.Scale / 10),
        },
    };

    private static readonly SimulationSettings[] AllSettings = [Plain, Elaborate];

    [TestCaseSource(nameof(AllSettings))]
    public void Venue_that_trades_allocates_nothing(SimulationSettings settings)
    {
        var runs = MarketFeed.Of(FeedKind.Depth, seed: 11, events: 60_000);
        var quoter = new Quoter(settings);
        var warm = runs.Count / 2;
        for (var i = 0; i < warm; i++)
        {
            quoter.OnRun(runs[i]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = warm; i < runs.Count; i++)
        {
            quoter.OnRun(runs[i]);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(quoter.FillCount, Is.GreaterThan(100), "it did trade");
        Assert.That(quoter.TriggerCount, Is.GreaterThan(100), "it did trigger");
        Assert.That(quoter.ExpiryCount, Is.GreaterThan(100), "it did expire");
    }

    /// <summary>Places, amends, takes and cancels as fast as it sees messages, and allocates nothing itself.</summary>
    private sealed class Quoter(SimulationSettings settings)
    {
        private readonly SimulatedVenue _venue = new(settings);
        private long _sequence;
        private long _lastOrderId;
        private long _now;

        internal long FillCount { get; private set; }

        internal long TriggerCount { get; private set; }

        internal long ExpiryCount { get; private set; }

        internal void OnRun(Event[] run)
        {
            while (_venue.NextReportTime < run[0].Time)
            {
                var report = _venue.TakeReport();
                FillCount += report.Length - 1;
                TriggerCount += report[0].Kind == EventKind.OrderTriggered ? 1 : 0;
                ExpiryCount += report[0].OrderDone.Reason == ReasonCode.GoodTillDateReached ? 1 : 0;
            }

            foreach (ref var e in run.AsSpan())
            {
                _venue.OnEvent(in e, _sequence++);
            }

            ref readonly var last = ref run[^1];
            _now = last.Time.Value;
            if (last.Kind == EventKind.Trade)
            {
                var price = last.Trade.Price.Value;
                Send(CommandKind.PlaceOrder, last.Instrument, ++_lastOrderId, price - 1, OrderType.Limit);
                Send(CommandKind.AmendOrder, last.Instrument, _lastOrderId - 1, price, OrderType.Limit);
                Send(CommandKind.QueryOrder, last.Instrument, _lastOrderId - 2, 0, OrderType.None);
                Send(CommandKind.CancelOrder, last.Instrument, _lastOrderId - 3, 0, OrderType.None);
                Send(CommandKind.PlaceOrder, last.Instrument, ++_lastOrderId, 0, OrderType.Market);
                SendConditional(last.Instrument, price);
            }
        }

        /// <summary>Stops, take-profits and trailing stops near the market, each with a date or a distance.</summary>
        private void SendConditional(InstrumentId instrument, long price)
        {
            var order = ++_lastOrderId;
            var type = (OrderType)((long)OrderType.Stop + (order % 5));
            var hasDate = type.HasLimit();
            var command = new Command
            {
                Kind = CommandKind.PlaceOrder,
                Instrument = instrument,
                OrderId = new OrderId(order),
                Price = new PriceTicks(price),
                Trigger = new PriceTicks(type == OrderType.TrailingStop ? 0 : price + (order % 7) - 3),
                Quantity = new QtyLots(5_000),
                Type = type,
                TimeInForce = hasDate ? TimeInForce.GoodTillDate : TimeInForce.FillOrKill,
                ExpiryOrOffset = hasDate ? _now + TimestampNs.PerSecond : 2,
                Flags = (order & 1) == 0 ? CommandFlags.None : CommandFlags.Ask,
            };
            _venue.OnCommand(in command, ordinal: 0);
        }

        private void Send(CommandKind kind, InstrumentId instrument, long order, long price, OrderType type)
        {
            var command = new Command
            {
                Kind = kind,
                Instrument = instrument,
                OrderId = new OrderId(order),
                Price = new PriceTicks(price),
                Quantity = new QtyLots(5_000),
                Type = type,
                TimeInForce = type == OrderType.Market ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCanceled,
                Flags = (order & 1) == 0 ? CommandFlags.None : CommandFlags.Ask,
            };
            _venue.OnCommand(in command, ordinal: 0);
        }
    }
}
