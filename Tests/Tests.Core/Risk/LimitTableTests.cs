using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Which of two settings of one thing holds.</summary>
internal sealed class LimitTableTests
{
    private readonly RiskLimits _limits = new();
    private readonly GuardLimits _guards = new();
    private readonly LimitTable _table;

    public LimitTableTests()
    {
        _table = new LimitTable(_limits, _guards, new AccountSettings(), []);
        _table.AddStrategy(isMarketMaker: false);
        _table.AddStrategy(isMarketMaker: true);
    }

    [TestCase(0, 0, 0)]
    [TestCase(5, 0, 5)]
    [TestCase(0, 5, 5)]
    [TestCase(3, 5, 3)]
    [TestCase(5, 3, 3)]
    public void Openings_of_a_day_are_the_fewer_of_limit_and_guard(int limit, int guard, int expected)
    {
        Set(LimitPlace.OpeningsPerDay, limit);
        SetGuard("maxOpeningsPerDay", guard);

        Assert.That(_table.RateOf(0, LimitPlace.OpeningsPerDay), Is.EqualTo(expected));
    }

    [Test]
    public void Guard_on_openings_of_a_day_is_none_on_anything_else()
    {
        Set(LimitPlace.OpeningsPerHour, 0);
        SetGuard("maxOpeningsPerDay", 5);

        Assert.That(_table.RateOf(0, LimitPlace.OpeningsPerHour), Is.Zero);
    }

    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(7, 7)]
    public void Rate_of_a_strategy_is_its_own_alone(int own, int expected)
    {
        Set(LimitPlace.OrdersPerHour, 5);
        SetOwn(LimitPlace.OrdersPerHour, own);

        Assert.That(_table.RateOf(1, LimitPlace.OrdersPerHour), Is.EqualTo(expected));
    }

    // Less than zero is: not set. Zero is: never.
    [TestCase(5, -1, 5)]
    [TestCase(5, 0, 5)]
    [TestCase(5, 3, 3)]
    [TestCase(3, 5, 3)]
    [TestCase(0, 5, 5)]
    [TestCase(0, -1, 0)]
    public void Losses_in_a_row_are_the_fewer_of_those_that_are_set(int account, int own, int expected)
    {
        Set(LimitPlace.LossesInARow, account);
        SetOwn(LimitPlace.LossesInARow, own);

        Assert.That(_table.LossesInARow(1), Is.EqualTo(expected));
    }

    [TestCase(5, -1, 5)]
    [TestCase(5, 3, 5)]
    [TestCase(3, 5, 5)]
    public void Pause_is_the_longer(int account, int own, int expected)
    {
        Set(LimitPlace.CoolDown, account);
        SetOwn(LimitPlace.CoolDown, own);

        Assert.That(_table.CoolDownNs(1), Is.EqualTo(expected));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    public void Openings_are_counted_of_strategies_that_make_no_market(int strategy, bool expected) =>
        Assert.That(_table.IsCounted(strategy), Is.EqualTo(expected));

    [Test]
    public void Refresh_works_out_what_has_changed_and_nothing_else()
    {
        _table.Refresh();
        Assert.That(_table.Refresh(), Is.False);

        Set(LimitPlace.Exposure, 7);
        Assert.That(_table.Refresh(), Is.True);
        Assert.That(_table.Account.Exposure, Is.EqualTo(7));
        _guards.Values.Apply(Parameter(
            GuardLimits.FirstPlace, "maxDrawdown", ParameterType.Real, BitConverter.DoubleToInt64Bits(0.01),
            StrategyId.Engine));
        _table.Invalidate();

        Assert.That(_table.Refresh(), Is.True);
        Assert.That(_table.Account.Drawdown, Is.EqualTo(0.01));
    }

    [Test]
    public void Limits_of_single_owners_are_put_back_and_written_once()
    {
        SetOwn(LimitPlace.OrdersPerHour, 7);
        var (writer, restored) = (new StateWriter(), new RiskLimits());
        _limits.VisitState(writer);
        var unset = new StateWriter();
        new RiskLimits().VisitState(unset);

        restored.VisitState(new StateReader([.. writer.Words]));

        Assert.That(restored.TryOfStrategy(1, LimitPlace.OrdersPerHour, out var own), Is.True);
        Assert.That(own, Is.EqualTo(7));
        Assert.That(restored.TryOfStrategy(1, LimitPlace.OrdersPerDay, out _), Is.False);
        Assert.That(unset.Words, Has.Count.EqualTo(RiskLimits.Table.Count + 2), "two scopes without an owner");
        // Strategy 0 has an empty mask, strategy 1 a mask and its values.
        Assert.That(writer.Words.Count - unset.Words.Count, Is.EqualTo(2 + RiskLimits.Table.Count));
    }

    private void Set(int place, int value) => _limits.Apply(Parameter(
        place, RiskLimits.Table[place].Name, RiskLimits.Table[place].Type, value, StrategyId.Engine));

    private void SetOwn(int place, int value)
    {
        if (value >= 0)
        {
            _limits.Apply(Parameter(
                RiskLimits.StrategyPlace + place, RiskLimits.Table[place].Name, RiskLimits.Table[place].Type, value,
                new StrategyId(1)));
        }
    }

    private void SetGuard(string name, int value)
    {
        var place = GuardLimits.Table.ToList().FindIndex(row => row.Name == name);
        _guards.Values.Apply(Parameter(
            GuardLimits.FirstPlace + place, name, GuardLimits.Table[place].Type, value, StrategyId.Engine));
    }

    private static Event Parameter(int number, string name, ParameterType type, long value, StrategyId strategy)
    {
        var e = Event.Create(EventKind.ParameterSet, default, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = strategy,
            Parameter = (ushort)number,
            Type = type,
            Bits = value,
            Name = Text24.From(name),
        };
        return e;
    }
}
