using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Core.Portfolios;

/// <summary>
/// What the venue closes by force is taken from the strategies that hold it; legs come by the flag of the fill. Ticks ×
/// lots × 0.001 is money.
/// </summary>
internal sealed class ForcedFillTests
{
    private readonly ScriptedStrategy _first = new();
    private readonly ScriptedStrategy _second = new();

    [Test]
    public void Liquidation_closes_the_strategies_that_hold_the_side_in_their_order()
    {
        // 6 and 4 long. 8 are closed at 900 for a fee of 0.8: 6 of the first (0.6), 2 of the second (0.2).
        var rig = AccountRig.Open(_first, _second);
        Buy(rig, _first, 6, tradeKey: 1);
        Buy(rig, _second, 4, tradeKey: 2);

        rig.Fill(Side.Ask, 900, 8, tradeKey: 3, fee: 0.8m);

        Assert.That(PositionOf(rig, 1), Is.EqualTo(0));
        Assert.That(PositionOf(rig, 2), Is.EqualTo(2));
        Assert.That(PositionOf(rig, 0), Is.EqualTo(0));
        Assert.That(
            (_first.Fills[^1].Order, _first.Fills[^1].Quantity.Value, _first.Fills[^1].Fee.Value),
            Is.EqualTo((OrderId.None, 6L, 60_000_000L)));
        Assert.That(
            (_second.Fills[^1].Quantity.Value, _second.Fills[^1].Fee.Value), Is.EqualTo((2L, 20_000_000L)));
        rig.Core.Portfolio.AssertConsistent();
    }

    [Test]
    public void Forced_fill_that_comes_twice_counts_once()
    {
        var rig = AccountRig.Open(_first, _second);
        Buy(rig, _first, 6, tradeKey: 1);

        rig.Fill(Side.Ask, 900, 4, tradeKey: 3);
        rig.Fill(Side.Ask, 900, 4, tradeKey: 3);

        Assert.That(PositionOf(rig, 1), Is.EqualTo(2));
    }

    [Test]
    public void Forced_fill_of_more_than_anybody_holds_is_booked_to_nobody_and_alarms()
    {
        var rig = AccountRig.Open(_first, _second);
        Buy(rig, _first, 6, tradeKey: 1);

        rig.Fill(Side.Ask, 900, 7, tradeKey: 3);

        Assert.That((PositionOf(rig, 1), PositionOf(rig, 0)), Is.EqualTo((0L, -1L)));
        Assert.That(rig.LastCommands.Single().Reason, Is.EqualTo(ReasonCode.OrderUnknown));
    }

    [Test]
    public void Liquidation_is_an_alarm_with_what_was_left_and_what_was_needed()
    {
        var rig = AccountRig.Open(_first, _second);
        var e = Event.Create(EventKind.PositionLiquidated, default, CoreRig.Instrument);
        e.PositionLiquidated = new PositionLiquidated { MarginBalance = new Money(7), Maintenance = new Money(9) };

        var alert = rig.Send(e).Single();

        Assert.That(
            (alert.Kind, alert.Reason, alert.Measured, alert.Limit),
            Is.EqualTo((CommandKind.Alert, ReasonCode.Liquidated, 7L, 9L)));
        Assert.That(rig.Core.Portfolio.LiquidationCount, Is.EqualTo(1));
    }

    [Test]
    public void Fill_goes_to_the_leg_that_it_names()
    {
        var rig = AccountRig.Open(_first, _second, ("positionMode", (long)PositionMode.Hedge));
        Buy(rig, _first, 6, tradeKey: 1);
        var order = _first.Sell(1_000, 2);
        rig.Fill(Side.Ask, 1_000, 2, tradeKey: 2, EventFlags.ShortLeg, order: order);

        var portfolio = rig.Core.Portfolio;
        Assert.That(portfolio.Leg(CoreRig.Instrument, PositionLeg.Long).Quantity.Value, Is.EqualTo(6));
        Assert.That(portfolio.Leg(CoreRig.Instrument, PositionLeg.Short).Quantity.Value, Is.EqualTo(-2));
        Assert.That(portfolio[CoreRig.Instrument].Quantity.Value, Is.EqualTo(4));
    }

    [Test]
    public void Market_events_with_a_position_allocate_nothing()
    {
        var rig = AccountRig.Open(_first, _second);
        (_first.IsQuiet, _second.IsQuiet) = (true, true);
        Buy(rig, _first, 6, tradeKey: 1);
        Buy(rig, _second, 4, tradeKey: 2);
        var sequence = rig.Core.Sequence;
        var levels = new[]
        {
            CoreRig.Level(Side.Bid, 999, 500), CoreRig.Level(Side.Bid, 1_000, 500), CoreRig.Level(Side.Bid, 1_000, 0),
        };

        var least = Allocations.Least(() =>
        {
            for (var i = 0; i < 999; i++)
            {
                var e = levels[i % 3];
                e.Time = rig.Core.Clock + 1;
                rig.Core.OnEvent(e, ++sequence);
                _ = rig.Core.Portfolio.MarginRatio;
            }
        });

        Assert.That(least, Is.Zero);
        rig.Core.Portfolio.AssertConsistent();
    }

    private static void Buy(CoreRig rig, ScriptedStrategy strategy, long lots, long tradeKey) =>
        rig.Fill(strategy.Buy(1_000, lots), Side.Bid, 1_000, lots, tradeKey);

    private static long PositionOf(CoreRig rig, ushort strategy) =>
        rig.Core.Portfolio.OfStrategy(new StrategyId(strategy), CoreRig.Instrument).Quantity.Value;
}
