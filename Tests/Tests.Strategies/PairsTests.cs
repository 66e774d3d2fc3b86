using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// A window of twenty samples, one in five seconds. x goes up and down by 3 %, y is as dear as x but for two ticks up
/// or down in turn, which is a spread that reverts at once. Then y is 6 ticks dearer than x: about three deviations.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PairsTests
{
    private const int WarmUp = 20;

    private static readonly InstrumentId X = new(0);
    private static readonly InstrumentId Y = new(1);

    private readonly StrategyRig _rig = new("pairs", 2, ("window", 20));

    [Test]
    public void Does_nothing_before_the_half_life_is_known()
    {
        Feed(_rig, 0, WarmUp - 1);

        Sample(_rig, WarmUp - 1, 6);

        Assert.That(_rig.Orders, Is.Empty);
    }

    [TestCase(6, Side.Ask)]
    [TestCase(-6, Side.Bid)]
    public void Trades_both_legs_against_a_wide_spread(long spread, Side sideOfY)
    {
        Feed(_rig, 0, WarmUp);

        Sample(_rig, WarmUp, spread);

        var (x, y) = Legs();
        Assert.Multiple(() =>
        {
            Assert.That((y.Side, x.Side), Is.EqualTo((sideOfY, sideOfY == Side.Ask ? Side.Bid : Side.Ask)));
            Assert.That((x.Type, y.Type), Is.EqualTo((OrderType.Market, OrderType.Market)));
            // 1,000 quote at about 10,000; the hedge ratio is about one.
            Assert.That(y.Quantity.Value, Is.InRange(96, 104));
            Assert.That((double)x.Quantity.Value / y.Quantity.Value, Is.EqualTo(1).Within(0.03));
            Assert.That(Math.Abs(_rig.EvidenceOf("z").Single().Value), Is.InRange(2, 4));
            Assert.That(_rig.EvidenceOf("hedge-ratio").Single().Value, Is.EqualTo(1).Within(0.01));
            Assert.That(_rig.EvidenceOf("half-life").Single().Value, Is.LessThan(2));
            Assert.That(_rig.Signals.Single().Side, Is.EqualTo(sideOfY));
        });
    }

    [Test]
    public void Stays_out_of_a_narrow_spread()
    {
        Feed(_rig, 0, WarmUp);

        Sample(_rig, WarmUp, 3);

        Assert.That(_rig.Orders, Is.Empty);
    }

    [Test]
    public void Stays_out_where_the_spread_does_not_revert_fast_enough()
    {
        var rig = new StrategyRig("pairs", 2, ("window", 20), ("maxHalfLife", BitConverter.DoubleToInt64Bits(3)));
        // One tick more every sample: the spread goes away and does not come back.
        for (var sample = 0; sample < WarmUp; sample++)
        {
            Sample(rig, sample, sample);
        }

        Sample(rig, WarmUp, WarmUp + 15);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Stays_out_while_one_of_the_markets_is_broken()
    {
        Feed(_rig, 0, WarmUp);
        Quotes(_rig, WarmUp, 6);
        _rig.Gap(X);

        _rig.Tick(StrategyRig.At((WarmUp + 1) * 5));

        Assert.That(_rig.Orders, Is.Empty);
    }

    [Test]
    public void Leaves_both_legs_when_the_spread_is_back()
    {
        var (x, y) = Entered();

        Sample(_rig, WarmUp + 1, 4);
        Assert.That(_rig.Orders, Is.Empty);
        Sample(_rig, WarmUp + 2, 0);

        var (exitX, exitY) = Legs();
        Assert.That((exitX.Side, exitX.Quantity), Is.EqualTo((Side.Ask, x.Quantity)));
        Assert.That((exitY.Side, exitY.Quantity), Is.EqualTo((Side.Bid, y.Quantity)));
        Assert.That(_rig.EvidenceOf("exit-z").Count(), Is.EqualTo(1));
    }

    [Test]
    public void Leaves_both_legs_when_the_spread_runs_away_and_stays_out_until_it_was_back()
    {
        Entered();

        Sample(_rig, WarmUp + 1, 12);
        Assert.That(_rig.EvidenceOf("exit-stop").Count(), Is.EqualTo(1));
        var (exitX, exitY) = Legs();
        _rig.Fill(exitX, 100_000);
        _rig.Fill(exitY, 100_000);
        _rig.Commands.Clear();
        Sample(_rig, WarmUp + 2, 12);

        Assert.That(_rig.Orders, Is.Empty);
    }

    [Test]
    public void Leaves_after_an_hour()
    {
        Entered();

        for (var sample = WarmUp + 1; sample < WarmUp + 722 && !_rig.Orders.Any(); sample++)
        {
            Sample(_rig, sample, 5);
        }

        Assert.That(_rig.EvidenceOf("exit-time").Count(), Is.EqualTo(1));
        Assert.That(_rig.Orders.Count(), Is.EqualTo(2));
    }

    [Test]
    public void Takes_one_leg_out_again_when_the_other_is_refused()
    {
        Feed(_rig, 0, WarmUp);
        Sample(_rig, WarmUp, 6);
        var (x, y) = Legs();
        _rig.Fill(y, 100_000);
        _rig.Commands.Clear();

        _rig.Reject(x);

        var exit = _rig.Orders.Single();
        Assert.That((exit.Instrument, exit.Side, exit.Quantity), Is.EqualTo((Y, Side.Bid, y.Quantity)));
    }

    [Test]
    public void Cuts_the_fuller_leg_down_when_the_other_is_filled_in_part()
    {
        Feed(_rig, 0, WarmUp);
        Sample(_rig, WarmUp, 6);
        var (x, y) = Legs();
        _rig.Fill(y, 100_000);
        _rig.Fill(x, 100_000, new QtyLots(x.Quantity.Value / 2));
        _rig.Commands.Clear();

        _rig.CancelRest(x, new QtyLots(x.Quantity.Value / 2));

        var cut = _rig.Orders.Single();
        Assert.That((cut.Instrument, cut.Side), Is.EqualTo((Y, Side.Bid)));
        Assert.That(cut.Quantity.Value, Is.EqualTo(y.Quantity.Value / 2).Within(1));
    }

    [Test]
    public void Of_one_instrument_does_nothing()
    {
        var rig = new StrategyRig("pairs", ("window", 20));

        for (var second = 0; second < 500; second++)
        {
            rig.Second(second, 100_000 + (second % 7));
        }

        Assert.That(rig.Commands.Count(c => c.Kind != CommandKind.TradingState), Is.Zero);
    }

    private static void Feed(StrategyRig rig, int from, int to)
    {
        for (var sample = from; sample < to; sample++)
        {
            Sample(rig, sample, sample % 2 == 0 ? 2 : -2);
        }
    }

    private static void Sample(StrategyRig rig, int sample, long spread)
    {
        Quotes(rig, sample, spread);
        rig.Tick(StrategyRig.At((sample + 1) * 5));
    }

    private static void Quotes(StrategyRig rig, int sample, long spread)
    {
        var middle = 100_000 + (1_000 * (sample % 4));
        rig.Quote(X, sample * 5, middle);
        rig.Quote(Y, sample * 5, middle + spread);
    }

    private (Command X, Command Y) Legs()
    {
        var orders = _rig.Orders.ToArray();
        Assert.That(orders, Has.Length.EqualTo(2));
        return (orders.Single(order => order.Instrument == X), orders.Single(order => order.Instrument == Y));
    }

    private (Command X, Command Y) Entered()
    {
        Feed(_rig, 0, WarmUp);
        Sample(_rig, WarmUp, 6);
        var (x, y) = Legs();
        _rig.Fill(y, 100_000);
        _rig.Fill(x, 100_000);
        _rig.Commands.Clear();
        return (x, y);
    }
}
