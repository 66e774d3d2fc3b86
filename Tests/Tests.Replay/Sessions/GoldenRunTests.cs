using Engine.Model.Units;
using Replay.Backtests;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>
/// One run whose hashes are written down: debug and release builds, today's and tomorrow's, must give them.
/// </summary>
/// <remarks>
/// A deliberate change of the generator, the core, a strategy or the simulated venue changes them: then the new ones
/// are written here in the same commit, which says why.
/// </remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class GoldenRunTests : IDisposable
{
    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Run_has_the_witness_and_digest_that_are_written_down()
    {
        var result = Run();

        Assert.Multiple(() =>
        {
            Assert.That(result.Fills, Is.Positive);
            Assert.That((result.Witness, result.Digest), Is.EqualTo(("b6f91b94f16114c1", "ca214ba0f973fce7")));
        });
    }

    [Test]
    public void Deadline_for_answers_changes_no_result_of_a_run_whose_venue_answers()
    {
        var with = Run();
        var without = Run(KeyValuePair.Create("requestTimeout", "0s"));

        Assert.That(
            (with.Orders, with.Fills, with.Rejects, with.Account?.NetPnl, with.Account?.Turnover),
            Is.EqualTo((
                without.Orders, without.Fills, without.Rejects, without.Account?.NetPnl, without.Account?.Turnover)));
    }

    private BacktestResult Run(params KeyValuePair<string, string>[] orderRules) => BacktestRunner.Run(
        new BacktestRequest
        {
            JournalPath = MarketTape.Generate(
                _journals[$"market-{orderRules.Length}"], instruments: 4, events: 100_000, seed: 2_026),
            Strategies = [new StrategyChoice("market-maker"), new StrategyChoice("momentum")],
            EngineVersion = "test",
            Capital = new Money(100_000 * Money.Scale),
            OrderRules = orderRules,
        },
        null,
        CancellationToken.None);
}
