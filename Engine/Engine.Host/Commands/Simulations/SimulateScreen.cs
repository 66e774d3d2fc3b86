using Engine.Host.Cli;
using Engine.Host.Output;
using Replay.Simulation;
using Replay.Statistics;

namespace Engine.Host.Commands.Simulations;

/// <summary>What people read of a simulation.</summary>
internal static class SimulateScreen
{
    /// <summary>Prints the totals, and each failure with the command that shows it.</summary>
    public static void Print(SimulationResult result, SimulationOptions options, CommandContext context)
    {
        foreach (var failure in result.Failures)
        {
            context.Out.WriteLine(
                $"seed {failure.Seed} fails at step {failure.Step}: {failure.Invariant}: {failure.Message}");
            context.Out.WriteLine(
                $"  engine simulate --seed {failure.Seed} --step {failure.Step} --events {options.Events}");
        }

        context.Out.WriteLine(
            $"{Plural.Of(result.Seeds, "seed", "seeds")}, {NumberText.Count(result.Failures.Count)} failed");
        context.Out.WriteLine(
            $"{Plural.Of(result.Events, "event", "events")} in {NumberText.Duration(result.ElapsedSeconds)}");
        context.Out.WriteLine(
            $"{NumberText.Count((long)result.EventsPerSecond)} simulated events/s, replays and checks included");
        context.Out.WriteLine(
            $"{Plural.Of(result.Orders, "order", "orders")}, {Plural.Of(result.Fills, "fill", "fills")}, "
            + Plural.Of(result.Crashes, "crash", "crashes"));
        context.Out.WriteLine(Plural.Of(result.Troubles, "fault of the wire", "faults of the wire"));
        context.Out.WriteLine($"digest {result.Digest}");
    }
}
