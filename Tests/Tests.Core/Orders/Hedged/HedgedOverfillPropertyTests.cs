using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Hedged;

/// <summary>
/// Two strategies with brackets on the legs of one account, at a venue that loses reports: whatever was closed too much
/// is made good, and nobody asks without end.
/// </summary>
internal sealed class HedgedOverfillPropertyTests
{
    [Test]
    public void After_quiet_every_leg_is_what_its_brackets_hold_and_the_venue_agrees()
    {
        var wrong = new List<string>();
        var overfills = 0;
        for (var seed = 1; seed <= 600; seed++)
        {
            var rig = Open();
            var dice = new Random(seed);
            var venue = new HedgedVenue(rig, dice);
            for (var step = 0; step < 80; step++)
            {
                Step(rig, venue, dice);
            }

            Settle(rig, venue);
            overfills += rig.Rig.AllCommands.Count(c =>
                c is { Kind: CommandKind.Alert, Reason: ReasonCode.GroupOverfilled });
            wrong.AddRange(Wrong(rig, venue).Take(1).Select(what => $"seed {seed}: {what}"));
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(overfills, Is.GreaterThan(20), "fills must have crossed each other, or nothing was shown");
    }

    private static HedgedRig Open()
    {
        var rig = new HedgedRig();
        rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        rig.Rig.SetOrders("notFoundAfter", 0);
        rig.Rig.SetGuard("breakerErrors", 0);
        rig.Rig.SetGuard("maxOpeningsPerDay", 0);
        rig.Rig.SetRisk("maxOpeningsPerHour", 0);
        rig.Rig.SetRisk("maxOpeningsPerDay", 0);
        rig.Rig.SetRisk("lossesInARow", 0);
        return rig;
    }

    private static void Step(HedgedRig rig, HedgedVenue venue, Random dice)
    {
        switch (dice.Next(12))
        {
            case 0:
                var side = dice.Next(2) == 0 ? Side.Bid : Side.Ask;
                var (profit, stop) = side == Side.Bid ? (1_050, 950) : (950, 1_050);
                rig.Ask(
                    s => s.Now.Place(
                        OrderRequest.Market(
                            CoreRig.Instrument, side, new QtyLots(1 + dice.Next(12))),
                        Bracket.At(new PriceTicks(profit), new PriceTicks(stop))),
                    dice.Next(2) == 0 ? rig.Mine : rig.Other);
                break;
            case < 4:
                venue.Work();
                break;
            case < 6:
                venue.Trade();
                break;
            case < 9:
                venue.Report();
                break;
            case 9:
                Control(rig, venue, dice);
                break;
            default:
                Wait(rig, dice.Next(1, 5));
                break;
        }
    }

    private static void Control(HedgedRig rig, HedgedVenue venue, Random dice)
    {
        switch (dice.Next(6))
        {
            case 0:
                rig.Operator(OperatorAction.Kill);
                break;
            case 1:
                rig.Operator(OperatorAction.Halt);
                break;
            case 2:
                rig.Restart(rig.Rig.AllCommands.Count);
                rig.Rig.Book(bid: 999, ask: 1_001);
                venue.Recall();
                Tell(rig, venue);
                rig.Reconciled();
                break;
            default:
                rig.Operator(OperatorAction.Resume);
                break;
        }
    }

    private static void Wait(HedgedRig rig, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            rig.Rig.Wait(TimestampNs.PerSecond);
            rig.Rig.Book(bid: 999, ask: 1_001);
        }
    }

    private static void Settle(HedgedRig rig, HedgedVenue venue)
    {
        venue.IsQuiet = true;
        rig.Operator(OperatorAction.Resume);
        for (var round = 0; round < 90; round++)
        {
            for (var i = 0; i < 20; i++)
            {
                venue.Work();
            }

            venue.Report(all: true);
            venue.TradeAtMarket();
            venue.Report(all: true);
            Tell(rig, venue);
            Wait(rig, seconds: 2);
        }
    }

    /// <summary>The venue's word on both legs, where the core has asked for it.</summary>
    private static void Tell(HedgedRig rig, HedgedVenue venue)
    {
        rig.Position(PositionLeg.Long, venue.Legs[PositionLeg.Long], 100);
        rig.Position(PositionLeg.Short, -venue.Legs[PositionLeg.Short], 100);
    }

    private static IEnumerable<string> Wrong(HedgedRig rig, HedgedVenue venue)
    {
        var held = (rig.Leg(PositionLeg.Long), -rig.Leg(PositionLeg.Short));
        var truth = (venue.Legs[PositionLeg.Long], venue.Legs[PositionLeg.Short]);
        if (held != truth)
        {
            yield return $"the books hold {held}, the venue {truth}";
        }

        foreach (var strategy in new[] { HedgedRig.First, HedgedRig.Second })
        {
            var legs = (rig.LegOf(strategy, PositionLeg.Long), -rig.LegOf(strategy, PositionLeg.Short));
            var protectedLots = (HeldBy(rig, strategy, Side.Bid), HeldBy(rig, strategy, Side.Ask));
            if (legs != protectedLots)
            {
                yield return $"strategy {strategy.Value} has legs of {legs}, and its brackets hold {protectedLots}";
            }
        }

        if (rig.Rig.AllCommands.FirstOrDefault(c => c.Kind == CommandKind.Reconciled) is { Measured: not 0 } corrected)
        {
            yield return $"a position was corrected to {corrected.Measured}";
        }

        var sent = rig.Rig.AllCommands.Count(command => command.IsForGateway);
        if (sent > 600)
        {
            yield return $"{sent} requests went out";
        }
    }

    private static long HeldBy(HedgedRig rig, StrategyId strategy, Side side) => rig.Rig.AllCommands
        .Where(command => command is { Kind: CommandKind.OrderGrouped, Role: GroupRole.Entry }
            && command.Strategy == strategy && rig.OrderOf(command.OrderId).Side == side)
        .Sum(command => rig.Core.TryGetBracket(strategy, command.OrderId, out var status) ? status.Held.Value : 0);
}
