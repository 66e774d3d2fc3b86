using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Limits of the account, of strategies and of instruments: the tightest holds, from its event on.</summary>
/// <remarks>The reference is 1,000 ticks = 100 quote, and a lot is 1 quote; the capital is 100,000.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RiskScopeTests
{
    private const long QuoteUnit = Money.Scale;

    private readonly CoreRig _rig = CoreRig.Started();

    [TestCase("maxOrderNotional", ReasonCode.OrderTooLarge, QuoteUnit)]
    [TestCase("maxPositionNotional", ReasonCode.PositionLimit, QuoteUnit)]
    [TestCase("maxOrderQuantity", ReasonCode.OrderQuantityLimit, 1)]
    [TestCase("maxPositionQuantity", ReasonCode.PositionQuantityLimit, 1)]
    [TestCase("maxCapitalShare", ReasonCode.CapitalShareLimit, QuoteUnit)]
    public void Size_limit_holds_in_every_scope_and_the_tightest_decides(string name, ReasonCode reason, long unit)
    {
        // 0.5 base units are 50 lots; a half of a thousandth of the capital is 50 quote.
        var perLot = name.EndsWith("Quantity", StringComparison.Ordinal) ? 0.01 : name == "maxCapitalShare" ? 1e-5 : 1;
        _rig.SetRisk(name, 50 * perLot);
        AssertLimit(reason, 50, unit);
        _rig.SetRisk(name, 40 * perLot, instrument: CoreRig.Instrument);
        AssertLimit(reason, 40, unit);
        _rig.SetRisk(name, 30 * perLot, strategy: 1);
        AssertLimit(reason, 30, unit);
        _rig.SetRisk(name, 90 * perLot, strategy: 1);
        AssertLimit(reason, 40, unit);
    }

    [Test]
    public void Limit_of_another_strategy_does_not_hold()
    {
        var other = new ScriptedStrategy();
        var rig = CoreRig.Started(ContractType.LinearPerpetual, new ScriptedStrategy(), other);
        rig.SetRisk("maxOrderNotional", 5, strategy: 1);
        OrderId id = default;
        other.OnBookDo = s => id = s.Buy(990, 10);

        rig.Book(999, 1_001);

        Assert.That(id, Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Strategys_limit_is_held_against_its_own_position()
    {
        var (first, second) = (new ScriptedStrategy(), new ScriptedStrategy());
        var rig = CoreRig.Started(ContractType.LinearPerpetual, first, second);
        rig.SetRisk("maxPositionNotional", 60, strategy: 2);
        var ids = new List<OrderId>();
        first.OnBookDo = s => ids.Add(s.Buy(1_000, 100));
        second.OnBookDo = s => ids.AddRange([s.Buy(1_000, 60), s.Buy(1_000, 1)]);

        rig.Book(999, 1_001);

        Assert.That(ids.Select(id => id != OrderId.None), Is.EqualTo(new[] { true, true, false }));
        Assert.That(rig.LastCommands[^1].Reason, Is.EqualTo(ReasonCode.PositionLimit));
    }

    [Test]
    public void Instrument_that_is_not_allowed_takes_no_risk_and_can_be_closed()
    {
        Hold(5);
        _rig.SetRisk("allowed", 0, instrument: CoreRig.Instrument);

        AssertRefused(Ask(s => s.Buy(1_000, 1)), ReasonCode.InstrumentDenied);
        Assert.That(Ask(s => s.Market(Side.Ask, 5, reduceOnly: true)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Strategy_that_is_not_allowed_takes_no_risk()
    {
        _rig.SetRisk("allowed", 0, strategy: 1);

        AssertRefused(Ask(s => s.Buy(1_000, 1)), ReasonCode.InstrumentDenied);
    }

    [Test]
    public void Strategy_that_is_allowed_by_name_is_allowed()
    {
        _rig.SetRisk("allowed", 1, strategy: 1);

        Assert.That(Ask(s => s.Buy(1_000, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [TestCase("priceCollarBps", ReasonCode.PriceCollar)]
    [TestCase("markCollarBps", ReasonCode.MarkCollar)]
    public void Collar_is_the_tightest_of_every_scope(string name, ReasonCode reason)
    {
        // The middle and the mark are 1,000 ticks.
        _rig.Mark(100);
        _rig.SetRisk(name, 400);
        AssertCollar(1_040, reason);
        _rig.SetRisk(name, 300, strategy: 1);
        AssertCollar(1_030, reason);
        _rig.SetRisk(name, 200, instrument: CoreRig.Instrument);
        AssertCollar(1_020, reason);
        _rig.SetRisk(name, 500, instrument: CoreRig.Instrument);
        AssertCollar(1_030, reason);
        _rig.SetRisk(name, 500, strategy: 1);
        AssertCollar(1_040, reason);
    }

    [Test]
    public void Distance_of_the_stop_is_the_widest_of_every_scope()
    {
        // One quote may be lost: that is 1 % of 100 lots.
        _rig.SetRisk("maxRiskPerTrade", 1e-5);
        _rig.SetRisk("maxCapitalShare", 0);
        _rig.SetRisk("stopDistanceBps", 100);
        AssertRisk(100, 101);
        _rig.SetRisk("stopDistanceBps", 200, strategy: 1);
        AssertRisk(50, 51);
        _rig.SetRisk("stopDistanceBps", 400, instrument: CoreRig.Instrument);
        AssertRisk(25, 26);
        _rig.SetRisk("stopDistanceBps", 50, instrument: CoreRig.Instrument);
        AssertRisk(50, 51);
    }

    [Test]
    public void Unlisted_instruments_are_refused_where_the_account_says_so_and_listed_ones_are_not()
    {
        _rig.SetRisk("allowUnlisted", 0);
        AssertRefused(Ask(s => s.Buy(1_000, 1)), ReasonCode.InstrumentDenied);

        _rig.SetRisk("allowed", 1, instrument: CoreRig.Instrument);

        Assert.That(Ask(s => s.Buy(1_000, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Limit_that_cannot_be_an_instruments_is_refused_with_its_name() => Assert.That(
        () => _rig.SetRisk("maxDrawdown", 0.1, instrument: CoreRig.Instrument),
        Throws.Exception.With.Message.Contains("'maxDrawdown' cannot be an instrument's"));

    [TestCase(0)]
    [TestCase(1)]
    public void Open_orders_are_limited_by_scope(int strategy)
    {
        var instrument = strategy == 0 ? CoreRig.Instrument : InstrumentId.None;
        _rig.SetRisk("maxOpenOrders", 1, (ushort)strategy, instrument);

        var first = Ask(s => s.Buy(990, 1));
        AssertRefused(Ask(s => s.Buy(990, 1)), ReasonCode.TooManyOpenOrders);
        _rig.Done(EventKind.OrderCanceled, first);

        Assert.That(Ask(s => s.Buy(990, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Every_row_of_the_table_says_whose_it_can_be() =>
        Assert.That(RiskLimits.Scopes, Has.Count.EqualTo(RiskLimits.Table.Count));

    private void AssertCollar(long most, ReasonCode reason)
    {
        AssertRefused(Ask(s => s.Buy(most + 1, 1)), reason);
        var at = Ask(s => s.Buy(most, 1));
        Assert.That(at, Is.Not.EqualTo(OrderId.None));
        _rig.Done(EventKind.OrderCanceled, at);
    }

    private void AssertRisk(long passes, long fails)
    {
        AssertRefused(Ask(s => s.Buy(1_000, fails)), ReasonCode.RiskPerTrade);
        var at = Ask(s => s.Buy(1_000, passes));
        Assert.That(at, Is.Not.EqualTo(OrderId.None));
        _rig.Done(EventKind.OrderCanceled, at);
    }

    private void AssertLimit(ReasonCode reason, long lots, long unit)
    {
        var beyond = Ask(s => s.Buy(1_000, lots + 1));
        var refused = _rig.LastCommands.Single();
        var at = Ask(s => s.Buy(1_000, lots));
        _rig.Done(EventKind.OrderCanceled, at);

        Assert.That(beyond, Is.EqualTo(OrderId.None));
        Assert.That(
            (refused.Reason, refused.Measured, refused.Limit), Is.EqualTo((reason, (lots + 1) * unit, lots * unit)));
        Assert.That(at, Is.Not.EqualTo(OrderId.None), $"{lots} lots are at the limit");
    }

    private void Hold(long lots)
    {
        var buy = Ask(s => s.Buy(1_001, lots));
        _rig.Fill(buy, Side.Bid, 1_001, lots, tradeKey: 1);
    }

    private void AssertRefused(OrderId id, ReasonCode reason)
    {
        Assert.That(id, Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(reason));
    }

    private OrderId Ask(Func<ScriptedStrategy, OrderId> request) => _rig.Ask(request);
}
