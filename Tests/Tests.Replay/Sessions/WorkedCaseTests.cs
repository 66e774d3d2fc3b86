using Adapters.Simulated.Venue;
using Engine.Model.Units;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Sessions;

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
    ///  3. t =  20 ms  quote 1,001 / 1,002 × 500 moves the clock past 15, is applied, and then the order enters: it takes
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
    public void Kept_run_replays_identically()
    {
        var tape = Tape().WriteTo(_journals["tape"]);
        BacktestRunner.Run(Request(tape, RunLayout.Fused) with { OutPath = _journals["run"] }, null, CancellationToken.None);

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
