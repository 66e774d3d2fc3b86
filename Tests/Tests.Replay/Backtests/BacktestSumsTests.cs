using Replay.Backtests;
using Replay.Sessions;
using Replay.Statistics;
using Tests.Replay.Sessions;

namespace Tests.Replay.Backtests;

/// <summary>What is measured apart adds up: pairs to strategies, to instruments, to the account.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BacktestSumsTests : IDisposable
{
    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Sums_over_strategies_and_over_instruments_are_the_account()
    {
        var result = Run("market-maker", "momentum");
        var account = result.Account!;

        Assert.Multiple(() =>
        {
            Assert.That(result.Strategies, Has.Count.EqualTo(2));
            Assert.That(result.Instruments, Has.Count.EqualTo(2));
            foreach (var sums in (IReadOnlyList<PerformanceSummary>[])
                [result.Runs, result.Strategies, result.Instruments])
            {
                // What is open is valued for each on its own, and each value is rounded.
                Assert.That(sums.Sum(sum => sum.NetPnl), Is.EqualTo(account.NetPnl).Within(0.0000001m));
                Assert.That(sums.Sum(sum => sum.Fees), Is.EqualTo(account.Fees));
                Assert.That(sums.Sum(sum => sum.Trades), Is.EqualTo(account.Trades));
                Assert.That(sums.Sum(sum => sum.Fills), Is.EqualTo(account.Fills));
                Assert.That(sums.Sum(sum => sum.Execution!.Orders), Is.EqualTo(result.Orders));
            }

            Assert.That(result.Days.Sum(day => day.NetPnl), Is.EqualTo(account.NetPnl));
            Assert.That(result.Days.Sum(day => day.Fills), Is.EqualTo(account.Fills));
            Assert.That(account.Fills, Is.Positive);
        });
    }

    [Test]
    public void Execution_of_a_market_maker_is_measured_at_every_horizon()
    {
        var execution = Run("market-maker").Account!.Execution!;

        Assert.Multiple(() =>
        {
            Assert.That(execution.FillRatio, Is.InRange(0.0, 1.0));
            Assert.That(execution.Maker.Fills, Is.Positive);
            Assert.That(execution.Maker.AdverseSelection1sBps, Is.Not.Null);
            Assert.That(execution.Maker.AdverseSelection5sBps, Is.Not.Null);
            Assert.That(execution.Maker.AdverseSelection60sBps, Is.Not.Null);
            Assert.That(execution.QueueWaitMs!.P50, Is.InRange(execution.QueueWaitMs.Min, execution.QueueWaitMs.P99));
            Assert.That(execution.EntryLatencyMs!.Min, Is.GreaterThanOrEqualTo(5));
            Assert.That(execution.FeedLatencyMs!.Count, Is.Positive);
            Assert.That(execution.FillsBeyondMarket, Is.Zero);
        });
    }

    [Test]
    public void Orders_without_latency_are_warned_of()
    {
        var result = Run(request => request with { Simulation = new() { EntryLatencyNs = 0 } }, "market-maker");

        Assert.That(result.Warnings, Has.Some.Contains("without latency"));
    }

    [Test]
    public void Identity_of_equal_runs_is_equal_and_of_other_settings_another()
    {
        var first = Run("momentum").Identity!;
        var other = Run(request => request with { ConfigurationText = "capital=1\n" }, "momentum").Identity!;

        Assert.That(other.ConfigurationDigest, Is.Not.EqualTo(first.ConfigurationDigest));
        Assert.That((other.CodeHash, other.JournalId), Is.EqualTo((first.CodeHash, first.JournalId)));
    }

    private BacktestResult Run(params string[] strategies) => Run(request => request, strategies);

    private BacktestResult Run(Func<BacktestRequest, BacktestRequest> change, params string[] strategies)
    {
        var market = _journals["market"];
        if (!Directory.Exists(market))
        {
            MarketTape.Generate(market, instruments: 2, events: 120_000);
        }

        var request = new BacktestRequest
        {
            JournalPath = market,
            Strategies = [.. strategies.Select(name => new StrategyChoice(name))],
            EngineVersion = "test",
        };
        return BacktestRunner.Run(change(request), null, CancellationToken.None);
    }
}
