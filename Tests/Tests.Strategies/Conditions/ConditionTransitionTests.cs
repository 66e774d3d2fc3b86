using Engine.Model.Commands;
using Engine.Model.Units;
using Engine.Strategies.Conditions;
using static Engine.Strategies.Conditions.ConditionState;

namespace Tests.Strategies.Conditions;

/// <summary>The steps of the state machine, told by the price: see <see cref="Documents" />.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConditionTransitionTests
{
    [Test]
    public void Sample_with_all_indicators_known_begins_to_monitor()
    {
        var rig = new ConditionRig(Documents.Short());

        rig.Second(100);

        Assert.That(rig.StatesOf(1), Is.EqualTo(new[] { Monitoring }));
    }

    [Test]
    public void Indicator_that_is_not_warm_keeps_it_inactive()
    {
        var rig = new ConditionRig(Documents.Short(
            entry: """{"all":[{"indicator":{"name":"sma","period":5},"operator":"above","value":1}]}"""));

        rig.Seconds(4, 120);
        var before = rig.State;
        rig.Second(120);

        Assert.That((before, rig.State), Is.EqualTo((Inactive, Monitoring)));
    }

    [Test]
    public void S1_makes_a_signal_of_its_side()
    {
        var rig = new ConditionRig(Documents.Short());

        rig.Second(100);
        rig.Second(111);

        var signal = rig.Commands.Single(command => command.Kind == CommandKind.Signal);
        Assert.That((rig.State, signal.Side), Is.EqualTo((SignalDetected, Side.Ask)));
    }

    [TestCase(104.0, 1, SignalCancelled, TestName = "O1 calls a signal off")]
    [TestCase(112.0, 9, SignalDetected, TestName = "A signal stands until its time is over")]
    [TestCase(112.0, 10, SignalCancelled, TestName = "A signal ends with its time")]
    [TestCase(116.0, 1, EntryEvaluation, TestName = "Z1 enters")]
    public void Signal_goes_on_by_price_and_time(double price, int seconds, ConditionState expected)
    {
        var rig = AtSignal();

        rig.Seconds(seconds, price);

        Assert.That(rig.State, Is.EqualTo(expected));
    }

    [Test]
    public void O1_is_asked_before_Z1()
    {
        var rig = new ConditionRig(Documents.Short(
            cancel: """{"any":[{"indicator":"price","operator":"above","value":114}]}"""));
        rig.Second(100);
        rig.Second(111);

        rig.Second(116);

        Assert.That(rig.State, Is.EqualTo(SignalCancelled));
    }

    [Test]
    public void Cancelled_signal_rests_for_its_cool_down()
    {
        var rig = AtSignal();
        rig.Second(104);

        rig.Seconds(4, 104);
        var resting = rig.State;
        rig.Second(104);

        Assert.That((resting, rig.State), Is.EqualTo((SignalCancelled, Monitoring)));
    }

    [Test]
    public void Entry_orders_a_part_of_what_the_limits_leave()
    {
        var rig = AtSignal();

        rig.Second(116);

        // 30 % of the 10,000 that the limits on order and position leave, at 116.
        var order = rig.Orders.Single();
        Assert.That((order.Side, order.Type, order.Quantity.Value), Is.EqualTo((Side.Ask, OrderType.Market, 25_862L)));
    }

    [Test]
    public void Fill_of_the_entry_makes_the_position_active()
    {
        var rig = AtSignal();
        rig.Second(116);

        rig.Fill(116);

        Assert.That(rig.State, Is.EqualTo(PositionActive));
    }

    [Test]
    public void Entry_that_finds_nothing_is_a_cancelled_signal()
    {
        var rig = AtSignal();
        rig.Second(116);

        rig.Expire();

        Assert.That(rig.State, Is.EqualTo(SignalCancelled));
    }

    [Test]
    public void Entry_that_risk_refuses_is_a_cancelled_signal()
    {
        var rig = AtSignal();
        rig.Halt();

        rig.Second(116);

        Assert.That(rig.StatesOf(1).TakeLast(2), Is.EqualTo(new[] { EntryEvaluation, SignalCancelled }));
    }

    [TestCase(99.0, CloseOrderEvaluation, TestName = "ZE1 closes")]
    [TestCase(131.0, EmergencyExit, TestName = "E1 closes at once")]
    public void Position_is_left_by_an_order_the_other_way(double price, ConditionState expected)
    {
        var rig = AtPosition();

        rig.Second(price);

        var (entry, exit) = (rig.Orders.First(), rig.Orders.Last());
        Assert.That((rig.State, exit.Side, exit.Quantity), Is.EqualTo((expected, Side.Bid, entry.Quantity)));
    }

    [Test]
    public void E1_is_asked_before_ZE1()
    {
        var rig = AtPosition(Documents.Short(
            close: """{"any":[{"indicator":"price","operator":"above","value":125}]}"""));

        rig.Second(131);

        Assert.That(rig.State, Is.EqualTo(EmergencyExit));
    }

    [Test]
    public void Position_ends_with_its_time()
    {
        var rig = AtPosition(Documents.Short(close: """{"timeout":"7s"}"""));

        rig.Seconds(6, 116);
        var before = rig.State;
        rig.Second(116);

        Assert.That((before, rig.State), Is.EqualTo((PositionActive, CloseOrderEvaluation)));
    }

    [TestCase(99.0, 4, TestName = "An exit rests for its own cool-down")]
    [TestCase(131.0, 8, TestName = "An emergency rests for its own cool-down")]
    public void Exit_rests_and_monitors_again(double price, int seconds)
    {
        var rig = AtPosition();
        rig.Second(price);
        rig.Fill(price);
        var exited = rig.State;

        rig.Seconds(seconds - 1, 105);
        var resting = rig.State;
        rig.Second(105);

        Assert.That((exited, resting, rig.State), Is.EqualTo((Exited, Exited, Monitoring)));
    }

    [TestCase("""{"sizePct":30,"stopPct":5}""", 122.0, "stop", TestName = "The stop is watched on every price")]
    [TestCase("""{"sizePct":30,"takeProfitPct":5}""", 110.0, "take_profit", TestName = "So is the take profit")]
    public void Price_at_the_plan_closes_between_samples(string position, double price, string evidence)
    {
        var rig = AtPosition(Documents.Short(position: position));

        rig.Quote(0, price);

        Assert.That(
            (rig.State, rig.Evidence.First().Name), Is.EqualTo((CloseOrderEvaluation, evidence)));
    }

    [Test]
    public void Exit_that_the_venue_fills_in_part_is_brought_to_its_end()
    {
        var rig = AtPosition();
        rig.Second(99);
        var exit = rig.Orders.Last();
        rig.Fill(exit, 99, new QtyLots(5_000));
        rig.Expire();

        rig.Second(99);
        rig.Fill(99);

        Assert.That(
            (rig.State, rig.Orders.Last().Quantity.Value), Is.EqualTo((Exited, exit.Quantity.Value - 5_000)));
    }

    [Test]
    public void Market_that_cannot_be_trusted_makes_no_signal()
    {
        var rig = new ConditionRig(Documents.Short());
        rig.Second(100);

        rig.Quote(0, 112);
        rig.Gap();
        rig.EndSecond();

        Assert.That(rig.State, Is.EqualTo(Monitoring));
    }

    [Test]
    public void Signal_ends_with_its_time_also_where_the_market_cannot_be_trusted()
    {
        var rig = AtSignal();
        rig.Gap();

        for (var i = 0; i < 10; i++)
        {
            rig.EndSecond();
        }

        Assert.That(rig.State, Is.EqualTo(SignalCancelled));
    }

    [Test]
    public void Bars_are_samples_where_there_is_nothing_else()
    {
        var rig = new ConditionRig(Documents.Short(cancel: """{"timeout":"5m"}"""));

        rig.Bar(100);
        rig.Bar(111);
        rig.Bar(116);

        Assert.That(rig.StatesOf(1), Is.EqualTo(new[] { Monitoring, SignalDetected, EntryEvaluation }));
    }

    [Test]
    public void Long_document_buys()
    {
        var rig = new ConditionRig(Documents.Short(side: "long"));
        rig.Second(100);
        rig.Second(111);

        rig.Second(116);

        Assert.That(rig.Orders.Single().Side, Is.EqualTo(Side.Bid));
    }

    private static ConditionRig AtSignal(string? document = null)
    {
        var rig = new ConditionRig(document ?? Documents.Short());
        rig.Second(100);
        rig.Second(111);
        return rig;
    }

    private static ConditionRig AtPosition(string? document = null)
    {
        var rig = AtSignal(document);
        rig.Second(116);
        rig.Fill(116);
        return rig;
    }
}
