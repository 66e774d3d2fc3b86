using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// One-minute bars. Two steps up and one down leave RSI at two thirds (66.7) while the price climbs: momentum without
/// exhaustion. Straight up leaves RSI at 100.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MomentumTests
{
    private const long Base = 100_000;

    [Test]
    public void Does_nothing_before_its_lookback_is_full()
    {
        var rig = new StrategyRig("momentum");

        Climb(rig, 0, 30);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Enters_long_when_momentum_is_over_the_threshold_and_rsi_leaves_room()
    {
        var rig = new StrategyRig("momentum");

        // Each pair of bars gains 0.2 %: thirty bars are 3 %, over the threshold of 2 %.
        Climb(rig, 0, 31);

        var entry = rig.Orders.Single();
        Assert.Multiple(() =>
        {
            Assert.That((entry.Side, entry.Type), Is.EqualTo((Side.Bid, OrderType.Market)));
            // 1,000 quote at about 10,300 is 0.097 base.
            Assert.That(entry.Quantity.Value, Is.EqualTo(97));
            Assert.That(rig.EvidenceOf("momentum").Single().Bound, Is.EqualTo(0.02));
            Assert.That(rig.EvidenceOf("rsi").Single().Value, Is.EqualTo(66.7).Within(2));
        });
    }

    [Test]
    public void Stays_out_when_rsi_says_that_the_move_is_spent()
    {
        var rig = new StrategyRig("momentum");

        for (var bar = 0; bar < 60; bar++)
        {
            rig.Bar(bar, Base + (150 * bar));
        }

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Enters_short_in_the_mirror_and_never_when_shorts_are_not_allowed()
    {
        var allowed = new StrategyRig("momentum");
        var forbidden = new StrategyRig("momentum", ("allowShort", 0));

        Fall(allowed, 0, 32);
        Fall(forbidden, 0, 32);

        Assert.That(allowed.Orders.Single().Side, Is.EqualTo(Side.Ask));
        Assert.That(forbidden.Orders, Is.Empty);
    }

    [Test]
    public void Leaves_at_the_stop_with_a_market_order_for_the_whole_position()
    {
        var (rig, entry) = Entered(("fadeExit", BitConverter.DoubleToInt64Bits(0)));

        // Entered at 103,000: the stop of 2 % is 100,940.
        rig.Bar(31, 100_950);
        var before = rig.Orders.Count(o => o.Side == Side.Ask);
        rig.Bar(32, 100_930);

        var exit = rig.Orders.Single(o => o.Side == Side.Ask);
        Assert.That(before, Is.Zero);
        Assert.That((exit.Quantity, exit.Type), Is.EqualTo((entry.Quantity, OrderType.Market)));
    }

    [Test]
    public void Stop_stands_at_the_venue_where_it_is_told_so()
    {
        var (rig, entry) = Entered(("venueExits", 1));

        // 2 % of 103,000, from the price of the first fill.
        var stop = rig.Orders.Single(o => o.Type == OrderType.Stop);
        Assert.That(
            (stop.Side, stop.Trigger.Value, stop.Quantity, stop.Flags & CommandFlags.ReduceOnly),
            Is.EqualTo((Side.Ask, 100_940L, entry.Quantity, CommandFlags.ReduceOnly)));
    }

    [Test]
    public void Stop_that_stands_at_the_venue_is_not_watched_as_well()
    {
        var (rig, _) = Entered(("venueExits", 1), ("fadeExit", BitConverter.DoubleToInt64Bits(0)));

        rig.Bar(31, 100_930);

        Assert.That(rig.Orders.Where(o => o.Side == Side.Ask && o.Type == OrderType.Market), Is.Empty);
    }

    [Test]
    public void Position_that_the_venue_has_stopped_out_leaves_nothing_open()
    {
        var (rig, _) = Entered(("venueExits", 1));

        rig.Fill(rig.Orders.Single(o => o.Type == OrderType.Stop), 100_930);

        Assert.That(rig.Core.Portfolio[StrategyRig.Instrument].IsFlat, Is.True);
        Assert.That(rig.Core.OpenOrderCount, Is.Zero);
    }

    [Test]
    public void Leaves_when_momentum_has_faded()
    {
        var (rig, _) = Entered();

        // Sideways: after enough bars momentum is under 0.3 × 2 %.
        for (var bar = 31; bar < 61; bar++)
        {
            rig.Bar(bar, 103_000 + (bar % 2));
        }

        Assert.That(rig.Orders.Count(o => o.Side == Side.Ask), Is.EqualTo(1));
    }

    [Test]
    public void Exit_that_risk_holds_back_is_tried_once_a_bar_and_not_at_each_tick()
    {
        var (rig, _) = Entered(("fadeExit", BitConverter.DoubleToInt64Bits(0)));
        rig.Halt();
        rig.Commands.Clear();

        for (var tick = 1; tick <= 20; tick++)
        {
            rig.Quote(rig.Core.Clock + tick, middleTicks: 90_000);
        }

        Assert.That(rig.Commands.Count(c => c.Reason == ReasonCode.Halted), Is.EqualTo(1));
    }

    [Test]
    public void Sets_no_timer_where_only_bars_are()
    {
        var rig = new StrategyRig("momentum");

        Climb(rig, 0, 5);

        Assert.That(rig.Core.NextDeadline, Is.EqualTo(TimestampNs.MaxValue));
    }

    [Test]
    public void Asks_once_and_waits_for_the_answer()
    {
        var rig = new StrategyRig("momentum");

        Climb(rig, 0, 45);

        Assert.That(rig.Orders.Count(), Is.EqualTo(1));
    }

    private static (StrategyRig Rig, Command Entry) Entered(params (string Name, long Bits)[] parameters)
    {
        var rig = new StrategyRig("momentum", parameters);
        Climb(rig, 0, 31);
        var entry = rig.Orders.Single();
        rig.Fill(entry, 103_000);
        return (rig, entry);
    }

    private static void Climb(StrategyRig rig, int from, int to) => Zigzag(rig, from, to, up: 400, down: -200);

    private static void Fall(StrategyRig rig, int from, int to) => Zigzag(rig, from, to, up: -400, down: 200);

    private static void Zigzag(StrategyRig rig, int from, int to, long up, long down)
    {
        for (var bar = from; bar < to; bar++)
        {
            rig.Bar(bar, Base + ((bar + 1) / 2 * up) + (bar / 2 * down));
        }
    }
}
