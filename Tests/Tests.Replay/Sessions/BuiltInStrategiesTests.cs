using Engine.Model.Units;
using Engine.Strategies;
using Journal.Reading;
using Replay.Backtests;
using Replay.Replaying;

namespace Tests.Replay.Sessions;

/// <summary>
/// On the market that <c>engine generate</c> makes by default every built-in strategy trades, and every run is
/// replayed identically.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class BuiltInStrategiesTests : IDisposable
{
    private readonly TempJournals _journals = new();
    private readonly Lazy<string> _market;

    public BuiltInStrategiesTests() =>
        _market = new Lazy<string>(() => MarketTape.Generate(_journals["market"], 8, 2_000_000));

    /// <summary>
    /// A row for each strategy, with what is set where its defaults do not trade, and instruments where not all are
    /// needed. A strategy without a row fails the first test.
    /// </summary>
    private static IEnumerable<TestCaseData> Rows =>
    [
        Row("market-maker", ["SOLUSDT"]),
        Row("momentum", ["BTCUSDT", "ETHUSDT", "SOLUSDT"]),
        Row("avellaneda-stoikov", ["SOLUSDT"]),
        Row("order-flow", ["SOLUSDT"]),
        Row("cvd", ["SOLUSDT"]),
        Row("liquidation-hunter", ["SOLUSDT"]),
        Row("liquidation-cluster", ["SOLUSDT"]),
        Row("volatility-breakout", ["SOLUSDT"]),
        Row("mean-reversion", ["SOLUSDT"]),
        Row("pairs", ["BTCUSDT", "ETHUSDT"]),
        Row("spike-fader", ["SOLUSDT"]),
        Row("condition", ["SOLUSDT"]),
    ];

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Every_built_in_strategy_has_a_row() => Assert.That(
        Rows.Select(row => (string)row.Arguments[0]!), Is.EquivalentTo(StrategyCatalog.BuiltIn.Names));

    [TestCaseSource(nameof(Rows))]
    public void Strategy_trades_on_the_generated_market_and_its_run_is_replayed_identically(
        string name, string[] instruments, KeyValuePair<string, string>[] parameters)
    {
        var result = Run(name, _journals[name], instruments, parameters);
        var replayed = ReplayRunner.Run(
            new ReplayRequest { JournalPath = _journals[name], Verify = true }, null, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(result.Orders, Is.Positive);
            Assert.That(result.Fills, Is.Positive);
            Assert.That(replayed.Identical, Is.True);
        });
    }

    [TestCaseSource(nameof(Rows))]
    public void Strategy_restored_in_the_middle_of_its_run_goes_on_as_the_one_that_was_not(
        string name, string[] instruments, KeyValuePair<string, string>[] parameters)
    {
        var path = _journals[name + "-restored"];
        var result = Run(name, path, instruments, parameters);
        var reader = JournalReader.Open(path);
        var twins = new RestoredTwins(StrategyCatalog.BuiltIn, reader.CountEvents() / 2);
        using var events = reader.OpenEvents();
        while (events.TryReadFrame(out var frame))
        {
            twins.Feed(frame);
        }

        Assert.Multiple(() =>
        {
            Assert.That(twins.WasRestored, Is.True);
            Assert.That(twins.First.Digest().ToString("x16"), Is.EqualTo(result.Digest));
            Assert.That(twins.Second.Digest(), Is.EqualTo(twins.First.Digest()));
            Assert.That(twins.Second.Witness, Is.EqualTo(twins.First.Witness));
        });
    }

    private BacktestResult Run(
        string name, string path, string[] instruments, KeyValuePair<string, string>[] parameters) =>
        BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = _market.Value,
                Strategies = [ExampleDocuments.ChoiceOf(StrategyCatalog.BuiltIn.Find(name)!, parameters)],
                Instruments = instruments,
                OutPath = path,
                EngineVersion = "test",
                Capital = new Money(100_000 * Money.Scale),
            },
            null,
            CancellationToken.None);

    private static TestCaseData Row(string name, string[] instruments, params (string Name, string Text)[] parameters)
    {
        var pairs = parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Text)).ToArray();
        return new TestCaseData(name, instruments, pairs).SetArgDisplayNames(name);
    }
}
