using Engine.Core.Guards;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Guards;

/// <summary>Whatever a venue loses, doubles or mixes up: once it works, the kill switch leaves nothing open.</summary>
internal sealed class KillSwitchPropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 150)]
    public void Flatten_ends_flat_whatever_the_order_of_reports(int seed)
    {
        var (rig, venue) = Trade(seed);
        var killed = rig.AllCommands.Count;
        rig.Operator(OperatorAction.Flatten);
        for (var i = 0; i < 30; i++)
        {
            venue.Works = i >= 10;
            venue.Step();
            rig.Wait(2 * TimestampNs.PerSecond);
        }

        Assert.Multiple(() =>
        {
            Assert.That(venue.HasOpen, Is.False, $"seed {seed}: the venue has an open order");
            Assert.That(venue.Position, Is.Zero, $"seed {seed}: the venue holds a position");
            Assert.That(rig.Core.OpenOrderCount, Is.Zero, $"seed {seed}: an order is open here");
            Assert.That(
                rig.Core.Portfolio[CoreRig.Instrument].IsFlat, Is.True, $"seed {seed}: a position is open here");
            Assert.That(rig.Core.KillState, Is.EqualTo(KillState.Done), $"seed {seed}");
            Assert.That(
                rig.AllCommands.Skip(killed).Where(c => c.Kind == CommandKind.PlaceOrder),
                Has.All.Matches<Command>(c => (c.Flags & CommandFlags.ReduceOnly) != 0),
                $"seed {seed}: halted means no new risk");
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public void Kill_leaves_no_order_open(int seed)
    {
        var (rig, venue) = Trade(seed);
        rig.Operator(OperatorAction.Kill);
        for (var i = 0; i < 30; i++)
        {
            venue.Works = i >= 10;
            venue.Step();
            rig.Wait(2 * TimestampNs.PerSecond);
        }

        Assert.That(
            (venue.HasOpen, rig.Core.OpenOrderCount, rig.Core.KillState),
            Is.EqualTo((false, 0, KillState.Done)), $"seed {seed}");
    }

    /// <summary>Two strategies that ask for this and that, at a venue that forgets.</summary>
    private static (CoreRig Rig, FaultyVenue Venue) Trade(int seed)
    {
        var dice = new Random(seed);
        var scripts = new[] { new ScriptedStrategy(), new ScriptedStrategy() };
        var rig = CoreRig.Started(ContractType.LinearPerpetual, scripts);
        var venue = new FaultyVenue(rig, seed);
        foreach (var script in scripts)
        {
            script.OnBookDo = s =>
            {
                _ = dice.Next(5) switch
                {
                    0 => s.Buy(990 + dice.Next(9), 1 + dice.Next(9)),
                    1 => s.Sell(1_002 + dice.Next(9), 1 + dice.Next(9)),
                    2 => s.Market((Side)dice.Next(2), 1 + dice.Next(9)),
                    _ => OrderId.None,
                };
            };
        }

        for (var i = 0; i < 40; i++)
        {
            rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + i));
            venue.Step();
        }

        return (rig, venue);
    }
}
