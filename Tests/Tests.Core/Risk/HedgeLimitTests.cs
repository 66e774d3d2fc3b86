using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Risk;

/// <summary>Where legs are held apart each is limited by itself, and the account is exposed to both.</summary>
/// <remarks>The reference is 1,000 ticks = 100 quote, and a lot is 1 quote.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HedgeLimitTests
{
    private const long LimitLots = 40;

    private readonly ScriptedStrategy _script = new();
    private readonly ScriptedStrategy _other = new();
    private readonly CoreRig _rig;
    private long _key;

    public HedgeLimitTests() =>
        _rig = AccountRig.Open(_script, _other, ("positionMode", (long)PositionMode.Hedge));

    [TestCase(Side.Bid, 19, true)]
    [TestCase(Side.Bid, 20, true)]
    [TestCase(Side.Bid, 21, false)]
    [TestCase(Side.Ask, 19, true)]
    [TestCase(Side.Ask, 20, true)]
    [TestCase(Side.Ask, 21, false)]
    public void Position_limit_holds_for_a_leg_whatever_the_other_holds(Side side, long lots, bool passes)
    {
        _rig.SetRisk("maxPositionNotional", LimitLots);
        Open(Side.Bid, 20);
        Open(Side.Ask, 20);

        AssertPasses(Ask(s => s.Market(side, lots)), passes, ReasonCode.PositionLimit);
    }

    [TestCase(19, true)]
    [TestCase(20, true)]
    [TestCase(21, false)]
    public void Position_limit_counts_what_may_still_open_a_leg(long lots, bool passes)
    {
        _rig.SetRisk("maxPositionNotional", LimitLots);
        Open(Side.Bid, 10);
        Ask(s => s.Buy(990, 10));

        AssertPasses(Ask(s => s.Buy(990, lots)), passes, ReasonCode.PositionLimit);
    }

    [TestCase(9, true)]
    [TestCase(10, true)]
    [TestCase(11, false)]
    public void Exposure_is_of_both_legs(long lots, bool passes)
    {
        _rig.SetRisk("maxExposure", LimitLots);
        Open(Side.Bid, 20);
        Ask(s => s.Sell(1_010, 10));

        AssertPasses(Ask(s => s.Sell(1_010, lots)), passes, ReasonCode.ExposureLimit);
    }

    [TestCase(Side.Bid, 20, true)]
    [TestCase(Side.Bid, 21, false)]
    [TestCase(Side.Ask, 20, true)]
    [TestCase(Side.Ask, 21, false)]
    public void Strategys_limit_holds_for_its_leg(Side side, long lots, bool passes)
    {
        _rig.SetRisk("maxPositionNotional", LimitLots, strategy: 1);
        Open(Side.Bid, 20);
        Open(Side.Ask, 20);

        AssertPasses(Ask(s => s.Market(side, lots)), passes, ReasonCode.PositionLimit);
    }

    [Test]
    public void Order_that_opens_the_other_leg_does_not_reduce()
    {
        Open(Side.Bid, 20);
        _rig.Operator(OperatorAction.Reduce);

        AssertPasses(Ask(s => s.Market(Side.Ask, 20)), passes: false, ReasonCode.ReducingOnly);
    }

    [Test]
    public void Leg_beyond_the_limit_can_be_closed_beside_an_order_that_opens_the_other()
    {
        Open(Side.Bid, 20);
        Ask(s => s.Sell(1_010, 15));
        _rig.SetRisk("maxPositionNotional", 5);

        var all = Ask(s => s.Market(Side.Ask, 20, reduceOnly: true));

        Assert.That(all, Is.Not.EqualTo(OrderId.None));
        AssertPasses(
            Ask(s => s.Market(Side.Ask, 1, reduceOnly: true)), passes: false, ReasonCode.ReduceOnlyWouldGrow);
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void No_leg_ever_exceeds_the_limit_whatever_is_asked_and_filled(int seed)
    {
        var dice = new Random(seed);
        var test = new HedgeLimitTests();
        test._rig.SetRisk("maxPositionNotional", LimitLots);
        test.Play(dice, $"seed {seed}");
    }

    [Test]
    public void Check_of_legs_allocates_nothing()
    {
        (_script.IsQuiet, _other.IsQuiet) = (true, true);
        _rig.SetRisk("maxPositionNotional", 50, strategy: 1);
        Open(Side.Bid, 20);
        _script.OnBookDo = s => s.Now.Cancel(s.Sell(1_010, 1));
        Churn(3_000);

        Assert.That(Tests.Support.Allocations.Least(() => Churn(500)), Is.Zero);
    }

    private void Play(Random dice, string place)
    {
        var open = new SortedDictionary<long, (Side Side, long Lots, bool Closes)>();
        for (var i = 0; i < 120; i++)
        {
            var (side, lots, closes) = ((Side)dice.Next(2), 1 + dice.Next(30), dice.Next(3) == 0);
            var id = Ask(s => s.Market(side, lots, closes));
            if (id != OrderId.None)
            {
                open[id.Value] = (side, lots, closes);
            }

            if (open.Count > 0 && dice.Next(2) == 0)
            {
                var (number, order) = open.ElementAt(dice.Next(open.Count));
                open.Remove(number);
                Finish(new OrderId(number), order, isFilled: dice.Next(3) > 0);
            }

            foreach (var leg in Enum.GetValues<PositionLeg>())
            {
                var opening = open.Values.Where(o => !o.Closes && LegOf(o.Side, o.Closes) == leg).Sum(o => o.Lots);
                var held = Math.Abs(_rig.Core.Portfolio.Leg(CoreRig.Instrument, leg).Quantity.Value);
                Assert.That(held + opening, Is.LessThanOrEqualTo(LimitLots), $"{place}, step {i}, {leg}");
            }
        }
    }

    private void Finish(OrderId id, (Side Side, long Lots, bool Closes) order, bool isFilled)
    {
        if (isFilled)
        {
            var flags = LegOf(order.Side, order.Closes) == PositionLeg.Short ? EventFlags.ShortLeg : EventFlags.None;
            _rig.Fill(order.Side, 1_000, order.Lots, ++_key, flags, order: id);
        }
        else
        {
            _rig.Done(EventKind.OrderCanceled, id);
        }
    }

    private static PositionLeg LegOf(Side side, bool closes) =>
        side == Side.Ask != closes ? PositionLeg.Short : PositionLeg.Long;

    private void Open(Side side, long lots) =>
        Finish(Ask(s => s.Market(side, lots)), (side, lots, false), isFilled: true);

    private void AssertPasses(OrderId id, bool passes, ReasonCode reason)
    {
        Assert.That(id != OrderId.None, Is.EqualTo(passes));
        if (!passes)
        {
            Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(reason));
        }
    }

    private OrderId Ask(Func<ScriptedStrategy, OrderId> request)
    {
        var id = OrderId.None;
        _script.OnBookDo = s => id = request(s);
        _rig.Book(999, 1_001);
        _script.OnBookDo = null;
        return id;
    }

    private void Churn(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var e = CoreRig.Level(Side.Bid, 999, 1 + (i % 100));
            e.Time = _rig.Core.Clock + 1;
            _rig.Core.OnEvent(e, _rig.Core.Sequence + 1);
        }
    }
}
