using Adapters.Simulated.Venue;
using Engine.Model.Units;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Sessions;
using Replay.Statistics;

namespace Tests.Replay.Sessions;

/// <summary>Ten market events, one round trip, every figure worked out by hand.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WorkedCaseTests : IDisposable
{
    private const long Millisecond = 1_000_000;

    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    /// <remarks>
    /// Latencies: entry 10 ms, feed 5 ms, reply 10 ms. Tick 0.1, lot 0.01. Capital 100,000.
    ///
    ///  1. t =   0 ms  quote 1,000 / 1,001 × 500.  The strategy sends a market buy of 200 lots (2 BTC). It enters the
    ///                 book when the clock reaches 0 + 10 + 5 = 15 ms.
    ///  2. t =  10 ms  trade. 10 is before 15: nothing.
    ///  3. t = 20 ms quote 1,001 / 1,002 × 500 moves the clock past 15, is applied, and then the order enters: it
    ///  takes
    ///                 200 lots at 1,002 ticks. Reports carry max(20, 20 − 5 + 10) = 25 ms.
    ///                 Paid: 2 × 100.2 = 200.4. Taker fee 0.05 % of it: 0.1002.
    ///  4. t =  30 ms  quote 1,002 / 1,003 × 500: the third. The strategy offers 200 lots at 1,010; due at 45 ms.
    ///  5. t =  50 ms  quote 1,008 / 1,009 × 500: the offer enters.
    ///  6. t =  60 ms  trade 1,009 × 100 by a buyer: below the offer, nothing.
    ///  7. t =  70 ms  trade 1,010 × 50 by a buyer: at the offer. Quotes do not tell the queue at 1,010, so the venue
    ///                 assumes that others were first: nothing.
    ///  8. t =  80 ms  trade 1,010 × 30 by a seller: a seller does not take an offer: nothing.
    ///  9. t =  90 ms  trade 1,011 × 1 by a buyer: through the offer, so all 200 lots fill at 1,010.
    ///                 Received: 2 × 101 = 202. Maker fee 0.02 % of it: 0.0404.
    /// 10. t = 200 ms  quote 1,010 / 1,011 × 500: the end.
    ///
    /// Gross 202 − 200.4 = 1.6. Fees 0.1002 + 0.0404 = 0.1406. Net 1.4594.
    /// </remarks>
    [TestCase(RunLayout.Direct)]
    [TestCase(RunLayout.Fused)]
    [TestCase(RunLayout.Threaded)]
    public void Round_trip_gives_the_figures_worked_by_hand(RunLayout layout)
    {
        var tape = Tape().WriteTo(_journals["tape"]);

        var result = BacktestRunner.Run(Request(tape, layout), null, CancellationToken.None);

        var run = result.Runs.Single();
        Assert.Multiple(() =>
        {
            Assert.That(run.NetPnl, Is.EqualTo(1.4594m));
            Assert.That(run.Fees, Is.EqualTo(0.1406m));
            Assert.That(run.GrossPnl, Is.EqualTo(1.6m));
            Assert.That(run.Trades, Is.EqualTo(1));
            Assert.That((result.Orders, result.Fills, result.Rejects), Is.EqualTo((2L, 2L, 0L)));
        });
    }

    [Test]
    public void Round_trip_gives_the_execution_worked_by_hand()
    {
        // One more look at the market a second after each fill: the purchase is reported at 25 ms with the middle at
        // 1,001.5, the sale at 95 ms with the middle at 1,008.5. As of 1,025 ms the middle is 1,005.5, as of 1,095 ms
        // it is 1,020.5; what comes later does not count.
        var tape = Tape().Quote(1_000, 1_005, 1_006, 500).Quote(1_030, 1_020, 1_021, 500)
            .Quote(1_200, 1_100, 1_101, 500).WriteTo(_journals["tape"]);

        var result = BacktestRunner.Run(Request(tape, RunLayout.Direct), null, CancellationToken.None);

        var execution = result.Runs.Single().Execution!;
        Assert.Multiple(() =>
        {
            Assert.That((execution.Orders, execution.OrdersFilled, execution.FillRatio), Is.EqualTo((2L, 2L, 1.0)));

            // Bought at 1,002 when the middle had been 1,000.5; sold at 1,010 when it had been 1,002.5.
            Assert.That(execution.Taker.SlippageBps, Is.EqualTo(1.5 / 1_000.5 * 10_000).Within(1e-9));
            Assert.That(execution.Maker.SlippageBps, Is.EqualTo(-7.5 / 1_002.5 * 10_000).Within(1e-9));
            Assert.That(execution.Taker.EdgeBps, Is.EqualTo(-0.5 / 1_001.5 * 10_000).Within(1e-9));
            Assert.That(execution.Maker.EdgeBps, Is.EqualTo(1.5 / 1_008.5 * 10_000).Within(1e-9));
            Assert.That(execution.Taker.AdverseSelection1sBps, Is.EqualTo(-4 / 1_001.5 * 10_000).Within(1e-9));
            Assert.That(execution.Maker.AdverseSelection1sBps, Is.EqualTo(12 / 1_008.5 * 10_000).Within(1e-9));

            // The data end before five seconds have passed.
            Assert.That(execution.AdverseSelection5sBps, Is.Null);

            // Weighted by value: 200.4 and 202.
            var weighted = ((1.5 / 1_000.5 * 200.4) - (7.5 / 1_002.5 * 202)) / 402.4 * 10_000;
            Assert.That(execution.SlippageBps, Is.EqualTo(weighted).Within(1e-9));

            // Sent at 0 and 30 ms, decided at 15 and 45 ms by the venue's clock; each report 10 ms later. The offer
            // stands from 55 ms on and is filled at 95 ms.
            Assert.That((execution.EntryLatencyMs!.Min, execution.EntryLatencyMs.Max), Is.EqualTo((15.0, 15.0)));
            Assert.That((execution.ReplyLatencyMs!.Min, execution.ReplyLatencyMs.Max), Is.EqualTo((10.0, 10.0)));
            Assert.That((execution.QueueWaitMs!.Count, execution.QueueWaitMs.Max), Is.EqualTo((1L, 40.0)));
            Assert.That(execution.FeedLatencyMs, Is.Null, "the tape has no venue times");
        });
    }

    [Test]
    public void Figures_begin_with_the_first_price_however_early_funding_is_told()
    {
        const long Day = 86_400_000;
        var early = new MarketTape().Funding(0).Funding(5 * Day);
        var prices = new MarketTape();
        foreach (var tape in (MarketTape[])[early, prices])
        {
            tape.Quote(10 * Day, 1_000, 1_001, 500).Quote((10 * Day) + 100, 1_001, 1_002, 500)
                .Quote((10 * Day) + 3_600_000, 1_005, 1_006, 500).Quote((10 * Day) + 7_000_000, 1_006, 1_007, 500);
        }

        var late = Run(early, "early");
        var alone = Run(prices, "prices");

        Assert.That((late.Seconds, late.ReturnSamples), Is.EqualTo((alone.Seconds, alone.ReturnSamples)));
        Assert.That(alone.Seconds, Is.EqualTo(7_000).Within(0.1), "and the last replies, which are waited for");
    }

    [Test]
    public void Account_and_sums_of_one_run_are_that_run()
    {
        var tape = Tape().WriteTo(_journals["tape"]);

        var result = BacktestRunner.Run(Request(tape, RunLayout.Direct), null, CancellationToken.None);

        var run = result.Runs.Single();
        foreach (var sum in (PerformanceSummary[])[result.Account!, result.Strategies[0], result.Instruments[0]])
        {
            Assert.That(
                sum with { Strategy = run.Strategy, Instrument = run.Instrument, Execution = null },
                Is.EqualTo(run with { Execution = null }));
            Assert.That(sum.Execution!.SlippageBps, Is.EqualTo(run.Execution!.SlippageBps));
        }

        // Sold at the end of the day's 200 ms: one day, one month, the same net profit.
        Assert.That((result.Days.Single().NetPnl, result.Months.Single().NetPnl), Is.EqualTo((1.4594m, 1.4594m)));
        Assert.That((result.Days[0].Trades, result.Days[0].Fills), Is.EqualTo((1, 2)));
    }

    private PerformanceSummary Run(MarketTape tape, string name) =>
        BacktestRunner.Run(Request(tape.WriteTo(_journals[name]), RunLayout.Direct), null, CancellationToken.None)
            .Account!;

    [Test]
    public void Kept_run_replays_identically()
    {
        var tape = Tape().WriteTo(_journals["tape"]);
        var request = Request(tape, RunLayout.Fused) with { OutPath = _journals["run"] };
        BacktestRunner.Run(request, null, CancellationToken.None);

        var replay = ReplayRunner.Run(
            new ReplayRequest { JournalPath = _journals["run"], Verify = true, Catalog = TwoTrades.Catalog },
            null, CancellationToken.None);

        Assert.That((replay.Identical, replay.DigestsChecked), Is.EqualTo(((bool?)true, 1L)));
    }

    private static MarketTape Tape() => new MarketTape()
        .Quote(0, 1_000, 1_001, 500)
        .Trade(10, 1_001, 10, Side.Bid)
        .Quote(20, 1_001, 1_002, 500)
        .Quote(30, 1_002, 1_003, 500)
        .Quote(50, 1_008, 1_009, 500)
        .Trade(60, 1_009, 100, Side.Bid)
        .Trade(70, 1_010, 50, Side.Bid)
        .Trade(80, 1_010, 30, Side.Ask)
        .Trade(90, 1_011, 1, Side.Bid)
        .Quote(200, 1_010, 1_011, 500);

    private static BacktestRequest Request(string tape, RunLayout layout) => new()
    {
        JournalPath = tape,
        Catalog = TwoTrades.Catalog,
        Strategies = [new StrategyChoice("two-trades")],
        EngineVersion = "test",
        Layout = layout,
        RingCapacity = 8,
        Simulation = new SimulationSettings
        {
            EntryLatencyNs = 10 * Millisecond,
            FeedLatencyNs = 5 * Millisecond,
            ReplyLatencyNs = 10 * Millisecond,
        },
    };
}
