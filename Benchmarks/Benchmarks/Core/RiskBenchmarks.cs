using System.Diagnostics;
using Adapters.Simulated.Generation;
using Benchmarks.Harness;
using Engine.Core;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Benchmarks.Core;

/// <summary>What asking every limit about one order costs; one thread.</summary>
public static class RiskBenchmarks
{
    private const int InstrumentCount = 8;
    private const int MarketEvents = 20_000;
    private const int Checks = 2_000_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("risk/check", "What does a pre-trade check of all limits cost?", RunCheck),
    ];

    private static IReadOnlyList<BenchmarkEntry> RunCheck(BenchmarkOptions options)
    {
        var core = Prepare();
        var requests = Requests(core);
        var count = options.Scale(Checks);
        var runs = Alternation.Run(options.Runs, 1, () =>
        {
            Ask(core, requests, count / 10);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            var passed = Ask(core, requests, count);
            var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
            if (passed != count)
            {
                throw new InvalidOperationException($"{count - passed} of {count} orders were refused.");
            }

            return new RunResult(elapsed, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)count);
        });
        return
        [
            runs[0].ToEntry(
                "risk/check", "ns",
                "A limit order that adds to a position and passes, every limit of account, strategy and instrument in "
                + "force, 8 instruments with positions in turn, mark prices, a protective stop",
                options),
        ];
    }

    private static long Ask(TradingCore core, OrderRequest[] requests, int count)
    {
        long passed = 0;
        for (var i = 0; i < count; i++)
        {
            var verdict = core.Gate.Check(
                new StrategyId(1), requests[i % requests.Length], openOrders: 3, core.Clock);
            passed += verdict.IsPass ? 1 : 0;
        }

        return passed;
    }

    private static OrderRequest[] Requests(TradingCore core) =>
    [
        .. core.Markets.Select(market => OrderRequest.Limit(
            market.Instrument.Id, Side.Bid, market.BestBid, Lots(market, 500)) with
        {
            ProtectiveStop = new PriceTicks(market.BestBid.Value * 98 / 100),
        }),
    ];

    private static QtyLots Lots(Engine.Books.MarketState market, long quote)
    {
        market.Instrument.TryNotional(market.BestBid, new QtyLots(1), out var one);
        return new QtyLots(Math.Max(1, quote * Money.Scale / one.Value));
    }

    private static TradingCore Prepare()
    {
        var feed = new Feed(new TradingCore(new Catalog()));
        new MarketGenerator(new GeneratorSettings
        {
            InstrumentCount = InstrumentCount,
            EventCount = MarketEvents,
            Seed = 1,
        }).Run(feed);
        feed.Begin();
        foreach (var market in feed.Core.Markets)
        {
            feed.Hold(market);
        }

        return feed.Core;
    }

    /// <summary>Hears nothing: the requests are asked of the gate itself.</summary>
    private sealed class Asker : Strategy
    {
        public override void VisitState(StateSink sink)
        {
            // It remembers nothing.
        }
    }

    private sealed class Catalog : IStrategyCatalog
    {
        public StrategyDescriptor Find(string name) => new()
        {
            Name = name,
            Summary = "Asks.",
            Parameters = [],
            Create = () => new Asker(),
        };
    }

    /// <summary>Puts events through a core, one after the other.</summary>
    private sealed class Feed(TradingCore core) : IEventSink
    {
        internal TradingCore Core { get; } = core;

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            foreach (ref readonly var e in run)
            {
                Core.OnEvent(e, Core.Sequence + 1);
            }

            return SinkResult.Published;
        }

        internal void Begin()
        {
            var defined = Create(EventKind.StrategyDefined, InstrumentId.None);
            defined.StrategyDefined = new StrategyDefined { Strategy = new StrategyId(1), TypeName = Text32.From("a") };
            Publish([defined]);
            foreach (var market in Core.Markets)
            {
                var bound = Create(EventKind.StrategyInstrument, market.Instrument.Id);
                bound.StrategyInstrument = new StrategyInstrument { Strategy = new StrategyId(1) };
                Publish([bound]);
            }

            var balance = Create(EventKind.Balance, InstrumentId.None);
            balance.Balance = new Balance
            {
                Total = new Money(100_000 * Money.Scale),
                Asset = Core.Instruments.All[0].SettleAsset,
            };
            Publish([balance]);
            Set("maxOrdersPerSecond", 1_000, 0);
            Set("maxOrdersPerHour", 1_000, 0);
            Set("maxOrdersPerDay", 1_000, 0);
            Set("maxOrdersPerSecond", 500, RiskLimits.StrategyPlace);
            Set("maxPositionNotional", 9_000 * Money.Scale, RiskLimits.StrategyPlace);
            Set("maxDailyLoss", 4_000 * Money.Scale, 0);
            var started = Create(EventKind.SessionStarted, InstrumentId.None);
            started.SessionStarted.Mode = RunMode.Backtest;
            Publish([started]);
        }

        internal void Hold(Engine.Books.MarketState market)
        {
            var mark = Create(EventKind.Mark, market.Instrument.Id);
            mark.Mark = new Mark
            {
                MarkPrice = new FinePrice((long)(market.Instrument.ToDouble(market.BestBid) * FinePrice.Scale)),
            };
            Publish([mark]);
            var order = Core.Place(
                new StrategyId(1),
                OrderRequest.Limit(market.Instrument.Id, Side.Bid, market.BestBid, Lots(market, 1_000)));
            var fill = Create(EventKind.Fill, market.Instrument.Id);
            fill.Fill = new Fill { OrderId = order, Price = market.BestBid, Quantity = Lots(market, 1_000) };
            var detail = Create(EventKind.FillDetail, market.Instrument.Id);
            detail.FillDetail = new FillDetail
            {
                FeeAsset = market.Instrument.SettleAsset,
                TradeKey = Key128.FromNumber(order.Value),
            };
            Publish([fill, detail]);
        }

        private void Set(string name, long bits, int firstPlace)
        {
            var place = RiskLimits.Table.ToList().FindIndex(row => row.Name == name);
            var e = Create(EventKind.ParameterSet, InstrumentId.None);
            e.ParameterSet = new ParameterSet
            {
                Strategy = new StrategyId((ushort)(firstPlace > 0 ? 1 : 0)),
                Parameter = (ushort)(place + firstPlace),
                Type = RiskLimits.Table[place].Type,
                Bits = bits,
                Name = Text24.From(name),
            };
            Publish([e]);
        }

        private Event Create(EventKind kind, InstrumentId instrument) => Event.Create(kind, Core.Clock, instrument);
    }
}
