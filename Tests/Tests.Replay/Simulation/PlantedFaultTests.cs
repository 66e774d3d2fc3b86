using Replay.Simulation;
using Tests.Replay.Simulation.Plants;

namespace Tests.Replay.Simulation;

/// <summary>The net catches fish: each planted fault is found, by an invariant that is meant for it.</summary>
public sealed class PlantedFaultTests
{
    private static readonly SimulationOptions Short = new() { Events = 2_000 };

    [TestCase(PlantedKind.FillLostWithoutTimeout, 20)]
    [TestCase(PlantedKind.FillAppliedTwiceUnderAnotherKey, 20)]
    [TestCase(PlantedKind.LimitOffByOne, 50)]
    [TestCase(PlantedKind.CancelTreatedAsDone, 20)]
    [TestCase(PlantedKind.OrderNumberReused, 20)]
    [TestCase(PlantedKind.FeeWithTheWrongSign, 20)]
    [TestCase(PlantedKind.FundingDoubled, 50)]
    [TestCase(PlantedKind.ReplayMissesAnEvent, 20)]
    [TestCase(PlantedKind.OrderNeverAskedAbout, 50)]
    [TestCase(PlantedKind.HaltNotHeard, 20)]
    [TestCase(PlantedKind.LegNeverCanceled, 20)]
    [TestCase(PlantedKind.FillOnTheWrongSide, 20)]
    [TestCase(PlantedKind.LateFillIgnored, 20)]
    [TestCase(PlantedKind.ExposureLimitDoubled, 50)]
    [TestCase(PlantedKind.SessionStartNotHeard, 50)]
    [TestCase(PlantedKind.RecoveredCommandsSentAgain, 100)]
    [TestCase(PlantedKind.WrongBalanceBelieved, 20)]
    public void Planted_fault_is_caught_within_so_many_seeds(PlantedKind kind, int seedsMax)
    {
        SimulationFailure? caught = null;
        for (var seed = 1; seed <= seedsMax && caught is null; seed++)
        {
            caught = SimulationRun.Run(seed, Short, new PlantedFault { Kind = kind }).Failure;
        }

        TestContext.Out.WriteLine($"{kind}: {caught}");
        Assert.That(caught, Is.Not.Null);

        // A plant that only makes replays differ is caught by that; another one would show itself so by chance.
        Assert.That(caught!.Invariant == "ReplayIsTheSame", Is.EqualTo(kind == PlantedKind.ReplayMissesAnEvent));
    }
}
