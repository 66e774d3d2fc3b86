using System.Globalization;
using Engine.Host.Cli;
using Replay.Simulation;

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

        context.Out.WriteLine(Text(
            $"{result.Seeds:N0} seeds, {result.Failures.Count:N0} failed"));
        context.Out.WriteLine(Text($"{result.Events:N0} events in {result.ElapsedSeconds:F1} s"));
        context.Out.WriteLine(Text(
            $"{result.EventsPerSecond:N0} simulated events/s, replays and checks included"));
        context.Out.WriteLine(Text(
            $"{result.Orders:N0} orders, {result.Fills:N0} fills, {result.Crashes:N0} crashes"));
        context.Out.WriteLine(Text($"{result.Troubles:N0} faults of the wire"));
        context.Out.WriteLine(Text($"digest {result.Digest}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
