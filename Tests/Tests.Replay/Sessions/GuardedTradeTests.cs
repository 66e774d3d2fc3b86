using Adapters.Simulated.Venue;
using Engine.Model.Units;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>A position that a stop closes, from the strategy to the venue and back, worked out by hand.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class GuardedTradeTests : IDisposable
{
    private const long Millisecond = 1_000_000;

    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    /// <remarks>
    /// Latencies: entry 10 ms, feed 5 ms, reply 10 ms. Tick 0.1, lot 0.01.
    ///
    /// 1. t =  0 ms  quote 1,000 / 1,001. A market buy of 200 lots (2 BTC) leaves; due at 15 ms.
    /// 2. t = 20 ms  quote 1,001 / 1,002, then it takes 200 at 1,002: 200.4, fee 0.1002. Reported at 25 ms, when stop
    ///               and take-profit leave, each reduce-only for all of it; due at 40 ms.
    /// 3. t = 50 ms  trade at 1,000: they arrive; neither 995 nor 1,010 is reached.
    /// 4. t = 60 ms  quote 994 / 995: below the stop, but the last trade counts, and that was at 1,000.
    /// 5. t = 70 ms  trade at 995: the stop is triggered and sells 200 at the bid of 994: 198.8, fee 0.0994. The
    ///               position is gone with it, and the take-profit ends.
    /// 6. t = 200 ms quote 993 / 994: the end.
    ///
    /// Net 198.8 − 200.4 − 0.1002 − 0.0994 = −1.7996.
    /// </remarks>
    [TestCase(RunLayout.Direct)]
    [TestCase(RunLayout.Threaded)]
    public void Stop_gives_the_figures_worked_by_hand(RunLayout layout)
    {
        var request = Request(Tape().WriteTo(_journals["tape"]), layout);

        var result = BacktestRunner.Run(request, null, CancellationToken.None);

        var run = result.Runs.Single();
        Assert.Multiple(() =>
        {
            Assert.That(run.NetPnl, Is.EqualTo(-1.7996m));
            Assert.That(run.Fees, Is.EqualTo(0.1996m));
            Assert.That((result.Orders, result.Fills, result.Rejects), Is.EqualTo((3L, 2L, 0L)));
        });
    }

    [Test]
    public void Kept_run_replays_identically()
    {
        var request = Request(Tape().WriteTo(_journals["tape"]), RunLayout.Fused) with { OutPath = _journals["run"] };
        BacktestRunner.Run(request, null, CancellationToken.None);

        var replay = ReplayRunner.Run(
            new ReplayRequest { JournalPath = _journals["run"], Verify = true, Catalog = GuardedTrade.Catalog },
            null, CancellationToken.None);

        Assert.That(replay.Identical, Is.True);
    }

    private static MarketTape Tape() => new MarketTape()
        .Quote(0, 1_000, 1_001, 500)
        .Quote(20, 1_001, 1_002, 500)
        .Trade(50, 1_000, 1, Side.Ask)
        .Quote(60, 994, 995, 500)
        .Trade(70, 995, 10, Side.Ask)
        .Quote(200, 993, 994, 500);

    private static BacktestRequest Request(string tape, RunLayout layout) => new()
    {
        JournalPath = tape,
        Catalog = GuardedTrade.Catalog,
        Strategies = [new StrategyChoice("guarded-trade")],
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
