using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>
/// Twenty bars between 99,900 and 100,100 ticks: an average true range of 200. With k = 0.5 the break is beyond 100,200
/// or 99,800, on more than 1,000 lots.
/// </summary>
internal sealed class VolatilityBreakoutTests
{
    private const int WarmUp = 20;

    [Test]
    public void Does_nothing_before_the_range_is_full()
    {
        var rig = new StrategyRig("volatility-breakout");
        Warm(rig, WarmUp - 1);

        rig.Bar(WarmUp, Break(100_300));

        Assert.That(rig.Orders, Is.Empty);
    }

    [TestCase(100_210, Side.Bid)]
    [TestCase(99_790, Side.Ask)]
    public void Goes_with_a_close_beyond_the_range_by_half_an_atr(long close, Side side)
    {
        var rig = Warm(new StrategyRig("volatility-breakout"), WarmUp);

        rig.Bar(WarmUp + 1, Break(close));

        var entry = rig.Orders.Single();
        Assert.Multiple(() =>
        {
            Assert.That((entry.Side, entry.Type), Is.EqualTo((side, OrderType.Market)));
            // 800 quote at about 10,000 are 0.079 or 0.080 base.
            Assert.That(entry.Quantity.Value, Is.EqualTo(side == Side.Bid ? 79 : 80));
            Assert.That(rig.Signals.Single().Side, Is.EqualTo(side));
            Assert.That(rig.EvidenceOf("atr").Single().Value, Is.EqualTo(20).Within(1e-6));
            Assert.That(rig.EvidenceOf("close").Single().Bound, Is.EqualTo(side == Side.Bid ? 10_020 : 9_980).Within(1e-6));
        });
    }

    [TestCase(100_190, 1_500, TestName = "Not far enough beyond the range")]
    [TestCase(100_300, 1_000, TestName = "No more volume than usual")]
    public void Stays_out_of_what_is_no_break(long close, long volume)
    {
        var rig = Warm(new StrategyRig("volatility-breakout"), WarmUp);

        rig.Bar(WarmUp + 1, Break(close) with { Volume = volume });

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Sells_no_shorts_where_they_are_not_allowed()
    {
        var rig = Warm(new StrategyRig("volatility-breakout", ("allowShort", 0)), WarmUp);

        rig.Bar(WarmUp + 1, Break(99_700));

        Assert.That(rig.Orders, Is.Empty);
    }

    // Filled at 100,210: the stop is 400 ticks below, the target 800 above.
    [TestCase(99_815, 99_805, "exit-stop")]
    [TestCase(101_005, 101_015, "exit-target")]
    public void Leaves_at_the_stop_and_at_the_target(long before, long beyond, string reason)
    {
        var (rig, entry) = Entered();

        rig.Bar(WarmUp + 2, Flat(before));
        Assert.That(rig.Orders.Count(), Is.EqualTo(1));
        rig.Bar(WarmUp + 3, Flat(beyond));

        var exit = rig.Orders.Last();
        Assert.That((exit.Side, exit.Quantity), Is.EqualTo((Side.Ask, entry.Quantity)));
        Assert.That(rig.EvidenceOf(reason).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Leaves_after_half_an_hour()
    {
        var (rig, _) = Entered();

        rig.Tick(new TimestampNs(StrategyRig.At((WarmUp + 31) * 60).Value - 1));
        Assert.That(rig.Orders.Count(), Is.EqualTo(1));
        rig.Tick(StrategyRig.At((WarmUp + 31) * 60));

        Assert.That(rig.Orders.Count(), Is.EqualTo(2));
        Assert.That(rig.EvidenceOf("exit-time").Count(), Is.EqualTo(1));
    }

    [Test]
    public void Builds_its_bars_from_trades_and_decides_when_one_is_over()
    {
        var rig = new StrategyRig("volatility-breakout");
        for (var minute = 1; minute <= WarmUp; minute++)
        {
            rig.Trades(minute, Usual);
        }

        rig.Trades(WarmUp + 1, Break(100_300));

        Assert.That(rig.Orders.Single().Side, Is.EqualTo(Side.Bid));
    }

    [Test]
    public void Stays_out_of_a_bar_that_ends_in_a_gap_of_the_feed()
    {
        var rig = new StrategyRig("volatility-breakout");
        for (var minute = 1; minute <= WarmUp; minute++)
        {
            rig.Trades(minute, Usual);
        }

        rig.Trades(WarmUp + 1, Break(100_300), endsInGap: true);

        Assert.That(rig.Orders, Is.Empty);
    }

    [Test]
    public void Risks_a_part_of_the_equity_where_the_size_follows_volatility()
    {
        // 1 % of 100,000 over a stop of 2 × 20 in 10,021: 1,000 ÷ 40 = 25 base, 250,525 quote, cut by the loss per
        // position of 0.1 % to a tenth of it.
        var rig = Warm(
            new StrategyRig("volatility-breakout", ("sizing", 2), ("lossPerPosition", Bits(0.001))), WarmUp);

        rig.Bar(WarmUp + 1, Break(100_210));

        Assert.That(rig.Commands.Single(c => c.Kind is CommandKind.PlaceOrder or CommandKind.OrderRefused)
            .Quantity.Value, Is.EqualTo(2_500).Within(1));
    }

    private static Candle Usual => new(100_000, 100_100, 99_900, 100_000, 1_000);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static Candle Break(long close) =>
        new(100_000, Math.Max(100_000, close), Math.Min(100_000, close), close, 2_000);

    private static Candle Flat(long price) => new(price, price, price, price, 1_000);

    private static StrategyRig Warm(StrategyRig rig, int bars)
    {
        for (var minute = 1; minute <= bars; minute++)
        {
            rig.Bar(minute, Usual);
        }

        return rig;
    }

    private static (StrategyRig Rig, Command Entry) Entered()
    {
        var rig = Warm(new StrategyRig("volatility-breakout"), WarmUp);
        rig.Bar(WarmUp + 1, Break(100_210));
        var entry = rig.Orders.Single();
        rig.Fill(entry, 100_210);
        return (rig, entry);
    }
}
