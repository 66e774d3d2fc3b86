using Adapters.Simulated.Venue;
using Engine.Model.Units;
using Replay.Backtests;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>
/// Whole runs with every kind of account. At the end of each, the run itself has checked that the venue's balances and
/// positions are the core's, and that the sums over strategies are the account's.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AccountRunTests : IDisposable
{
    private const long Millisecond = 1_000_000;
    private const long Hour = 60 * 60 * 1_000;

    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [TestCase("mode=cross")]
    [TestCase("mode=isolated", "leverage=3")]
    [TestCase("positionMode=hedge")]
    [TestCase("mode=isolated", "positionMode=hedge", "leverage=50")]
    [TestCase("feeAsset=received")]
    [TestCase("feeAsset=BNB", "feeAssetPrice=300", "feeAssetBalance=0.05", "feeDiscount=0.25")]
    [TestCase("fees=tiers", "feeTier1Maker=-0.0001", "feeTier1Taker=0.0004")]
    [TestCase("leverage=1")]
    public void Venue_and_core_agree_at_the_end_of_a_run(params string[] settings)
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 4, events: 60_000, seed: 11);

        var result = BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = market,
                Strategies = [new StrategyChoice("market-maker"), new StrategyChoice("momentum")],
                EngineVersion = "test",
                AccountSettings = [.. settings.Select(Pair)],
            },
            null,
            CancellationToken.None);

        Assert.That(result.Fills, Is.Positive);
    }

    [Test]
    public void Account_that_is_nearly_empty_is_refused_orders_and_still_agrees()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 4, events: 60_000, seed: 11);

        var result = BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = market,
                Strategies = [new StrategyChoice("market-maker")],
                EngineVersion = "test",
                Capital = new Money(700 * Money.Scale),
                RiskLimits = [Pair("maxCapitalShare=0")],
                AccountSettings = [Pair("leverage=2")],
            },
            null,
            CancellationToken.None);

        Assert.That(result.Rejects, Is.Positive);
        Assert.That(result.Fills, Is.Positive);
    }

    [Test]
    public void Fee_asset_that_nothing_prices_is_refused_before_the_run()
    {
        var market = MarketTape.Generate(_journals["market"], instruments: 2, events: 2_000, seed: 11);
        var request = new BacktestRequest
        {
            JournalPath = market,
            Strategies = [new StrategyChoice("market-maker")],
            EngineVersion = "test",
            AccountSettings = [Pair("feeAsset=OKB")],
        };

        Assert.That(
            () => BacktestRunner.Run(request, null, CancellationToken.None),
            Throws.TypeOf<RunConfigurationException>().With.Message.Contains("account.feeAssetPrice"));
    }

    [Test]
    public void Position_over_a_funding_time_without_funding_names_the_mend()
    {
        var tape = OverNight().WriteTo(_journals["tape"]);

        Assert.That(
            () => BacktestRunner.Run(Request(tape), null, CancellationToken.None),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("2001-09-09T08:00:00")
                .And.Message.Contains("--set simulation.funding=none"));
    }

    [Test]
    public void Funding_time_in_the_last_minutes_of_the_data_is_not_demanded()
    {
        const long UntilFunding = 22_400_000;
        var tape = new MarketTape()
            .Quote(0, 1_000, 1_001, 500)
            .Quote(20, 1_001, 1_002, 500)
            .Quote(UntilFunding + 60_000, 1_002, 1_003, 500)
            .Quote(UntilFunding + 60_050, 1_008, 1_009, 500)
            .WriteTo(_journals["tape"]);

        var result = BacktestRunner.Run(Request(tape), null, CancellationToken.None);

        Assert.That(result.Fills, Is.Positive);
    }

    [Test]
    public void Brackets_that_do_not_ascend_are_refused_before_the_run()
    {
        var tape = OverNight().WriteTo(_journals["tape"]);

        Assert.That(
            () => BacktestRunner.Run(
                Request(tape) with { AccountSettings = [Pair("tier2Rate=0.001")] }, null, CancellationToken.None),
            Throws.TypeOf<RunConfigurationException>().With.Message.Contains("account.tier2Rate"));
    }

    [Test]
    public void Run_without_funding_is_warned_of_where_it_was_asked_for()
    {
        var tape = OverNight().WriteTo(_journals["tape"]);
        var request = Request(tape);
        request = request with { Simulation = request.Simulation with { Funding = FundingPolicy.None } };

        var result = BacktestRunner.Run(request, null, CancellationToken.None);

        Assert.That(result.Warnings, Has.Some.Contains("without funding in the data: 1"));
    }

    [Test]
    public void Legs_that_are_open_against_each_other_at_the_end_are_warned_of()
    {
        var tape = OverNight().Quote((9 * Hour) + 100, 1_012, 1_013, 500).WriteTo(_journals["tape"]);
        var request = Request(tape);
        request = request with { Simulation = request.Simulation with { Funding = FundingPolicy.None } };

        var netting = BacktestRunner.Run(request, null, CancellationToken.None);
        var hedged = BacktestRunner.Run(
            request with { AccountSettings = [Pair("positionMode=hedge")] }, null, CancellationToken.None);

        Assert.That(netting.Warnings, Has.None.Contains("against each other"));
        Assert.That(hedged.Warnings, Has.One.Matches("a long leg of .* and a short leg of .* against each other"));
    }

    private static KeyValuePair<string, string> Pair(string text) =>
        KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1]);

    /// <summary>The strategy buys at the first quote and sells at the third, nine hours later.</summary>
    private static MarketTape OverNight() => new MarketTape()
        .Quote(0, 1_000, 1_001, 500)
        .Quote(20, 1_001, 1_002, 500)
        .Quote(9 * Hour, 1_002, 1_003, 500)
        .Quote((9 * Hour) + 50, 1_008, 1_009, 500);

    private static BacktestRequest Request(string tape) => new()
    {
        JournalPath = tape,
        Catalog = TwoTrades.Catalog,
        Strategies = [new StrategyChoice("two-trades")],
        EngineVersion = "test",
        Simulation = new SimulationSettings
        {
            EntryLatencyNs = 10 * Millisecond,
            FeedLatencyNs = 5 * Millisecond,
            ReplyLatencyNs = 10 * Millisecond,
        },
    };
}
