using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Engine.Strategies;
using Replay.Backtests;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>A strategy that cannot trade on a journal has its reason in the result.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MissingInputsTests : IDisposable
{
    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Backtest_says_once_what_the_journal_does_not_have()
    {
        var market = new MarketTape().Quote(0, 1_000, 1_001, 10).Trade(1, 1_001, 1, Side.Bid);

        var result = BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = market.WriteTo(_journals["market"]),
                Strategies =
                [
                    new StrategyChoice("liquidation-hunter"),
                    new StrategyChoice("liquidation-hunter"),
                    new StrategyChoice("order-flow"),
                    new StrategyChoice("cvd"),
                ],
                EngineVersion = "test",
            },
            null,
            CancellationToken.None);

        Assert.That(
            result.Warnings.Where(text => text.Contains("the journal has no", StringComparison.Ordinal)),
            Is.EqualTo(new[]
            {
                "liquidation-hunter: the journal has no liquidations", "order-flow: the journal has no depth",
            }));
    }

    [Test]
    public void Backtest_names_strategies_that_sent_no_order()
    {
        var market = new MarketTape().Quote(0, 1_000, 1_001, 10).Quote(1, 1_000, 1_001, 10).Quote(70, 1_001, 1_002, 10);

        var result = BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = market.WriteTo(_journals["market"]),
                Strategies = [new StrategyChoice("momentum")],
                EngineVersion = "test",
            },
            null,
            CancellationToken.None);

        Assert.That(result.Warnings, Has.Some.StartsWith("momentum sent no order in"));
    }

    [Test]
    public void Refusals_are_counted_by_reason()
    {
        var decisions = new DecisionCounts();
        ReasonCode[] reasons = [ReasonCode.OrderTooLarge, ReasonCode.PriceCollar, ReasonCode.OrderTooLarge];
        foreach (var reason in reasons)
        {
            decisions.Add(new Command { Kind = CommandKind.OrderRefused, Reason = reason });
        }

        Assert.That(
            decisions.Warnings([], new InstrumentRegistry()).Single(),
            Is.EqualTo("risk refused requests: OrderTooLarge 2, PriceCollar 1"));
    }

    [TestCase(MarketInputs.Volume, EventKind.Bar)]
    [TestCase(MarketInputs.Volume, EventKind.Trade)]
    [TestCase(MarketInputs.Quotes, EventKind.BookLevel)]
    [TestCase(MarketInputs.Funding, EventKind.Mark)]
    public void One_of_the_kinds_that_serve_is_enough(MarketInputs needs, EventKind kind)
    {
        var strategy = StrategyCatalog.BuiltIn.All[0] with { Needs = needs };

        Assert.That(MissingInputs.Of(strategy, other => other == kind ? 1 : 0), Is.Empty);
        Assert.That(MissingInputs.Of(strategy, _ => 0), Has.Exactly(1).Items);
    }

    [Test]
    public void Every_need_of_every_strategy_has_a_name()
    {
        foreach (var strategy in StrategyCatalog.BuiltIn.All)
        {
            var single = Enum.GetValues<MarketInputs>()
                .Count(input => input != MarketInputs.None && strategy.Needs.HasFlag(input));
            var named = single + (strategy.InstrumentCountMin > 1 ? 1 : 0);

            Assert.That(
                MissingInputs.Names(strategy).Count(), Is.EqualTo(named).And.Positive, strategy.Name);
        }
    }
}
