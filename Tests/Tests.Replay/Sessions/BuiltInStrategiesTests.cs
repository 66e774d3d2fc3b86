using Engine.Core.Strategies;
using Engine.Model.Units;
using Engine.Strategies;
using Engine.Strategies.Conditions;
using Journal.Reading;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Sessions;

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

    /// <summary>A row for each strategy; one without a row fails the first test. All run with their defaults.</summary>
    private static IEnumerable<TradingRow> Rows =>
    [
        TradingRow.Of("market-maker", "SOLUSDT"),
        TradingRow.Of("momentum", "BTCUSDT", "ETHUSDT", "SOLUSDT"),
        TradingRow.Of("avellaneda-stoikov", "SOLUSDT"),
        TradingRow.Of("order-flow", "SOLUSDT"),
        TradingRow.Of("cvd", "SOLUSDT"),
        TradingRow.Of("liquidation-hunter", "SOLUSDT"),
        TradingRow.Of("liquidation-cluster", "SOLUSDT"),
        TradingRow.Of("volatility-breakout", "SOLUSDT"),
        TradingRow.Of("mean-reversion", "SOLUSDT"),
        TradingRow.Of("pairs", "BTCUSDT", "ETHUSDT"),
        TradingRow.Of("spike-fader", "SOLUSDT"),
        new("condition", ["SOLUSDT"], [ExampleDocuments.ChoiceOf(ConditionStrategy.Descriptor)]),
        new(
            "ensemble", ["SOLUSDT"],
            [SignalsOnly("order-flow"), SignalsOnly("cvd"), new StrategyChoice("ensemble")]),
    ];

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Every_built_in_strategy_has_a_row() =>
        Assert.That(Rows.Select(row => row.Name), Is.EquivalentTo(StrategyCatalog.BuiltIn.Names));

    [TestCaseSource(nameof(Rows))]
    public void Strategy_trades_on_the_generated_market_and_its_run_is_replayed_identically(TradingRow row)
    {
        var path = _journals[row.Name];
        var result = Run(row, path);
        var replayed = ReplayRunner.Run(
            new ReplayRequest { JournalPath = path, Verify = true }, null, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(result.Orders, Is.Positive);
            Assert.That(result.Fills, Is.Positive);
            Assert.That(replayed.Identical, Is.True);
        });
    }

    [TestCaseSource(nameof(Rows))]
    public void Strategy_restored_in_the_middle_of_its_run_goes_on_as_the_one_that_was_not(TradingRow row)
    {
        var path = _journals[row.Name + "-restored"];
        var result = Run(row, path);
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

    [TestCaseSource(nameof(Rows))]
    public void Strategy_alone_closes_what_it_opened_where_legs_are_held_apart(TradingRow row)
    {
        var netting = Run(row, null);
        var hedged = Run(row, null, KeyValuePair.Create("positionMode", "hedge"));

        var isMaker = StrategyCatalog.BuiltIn.Find(row.Name)!.IsMarketMaker || row.Name == "avellaneda-stoikov";
        Assert.Multiple(() =>
        {
            Assert.That(hedged.Fills, Is.Positive);
            Assert.That(hedged.Warnings, Has.None.Contains("against each other"));
            // Makers quote no more against a leg than it holds, and so never flip in one fill.
            Assert.That(isMaker || hedged.Account!.NetPnl == netting.Account!.NetPnl, Is.True);
        });
    }

    private static StrategyChoice SignalsOnly(string name) =>
        new(name, [KeyValuePair.Create(HostedParameters.SignalsOnlyName, "yes")]);

    private BacktestResult Run(
        TradingRow row, string? path, params KeyValuePair<string, string>[] account) => BacktestRunner.Run(
        new BacktestRequest
        {
            JournalPath = _market.Value,
            Strategies = row.Choices,
            Instruments = row.Instruments,
            OutPath = path,
            AccountSettings = account,
            EngineVersion = "test",
            Capital = new Money(100_000 * Money.Scale),
        },
        null,
        CancellationToken.None);
}
