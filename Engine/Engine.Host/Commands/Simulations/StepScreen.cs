using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Journal.Rendering;
using Replay.Simulation;

namespace Engine.Host.Commands.Simulations;

/// <summary>Prints the events around a step and what they have caused, decoded.</summary>
internal sealed class StepScreen(long step, CommandContext context) : ISimulationListener
{
    private const long Radius = 20;

    /// <summary>Runs a seed and shows the surroundings of a step.</summary>
    /// <returns>The exit code.</returns>
    public static int Show(long seed, long step, SimulationOptions options, CommandContext context)
    {
        var verdict = SimulationSeeds.RunOne(seed, options, new StepScreen(step, context));
        if (step >= verdict.Events)
        {
            throw new UsageException(
                $"--step {step}: with --events {options.Events} seed {seed} has the steps 0 to {verdict.Events - 1}");
        }

        context.Out.WriteLine(verdict.Failure is { } failure
            ? $"seed {seed} fails at step {failure.Step}: {failure.Invariant}: {failure.Message}"
            : $"seed {seed} holds every invariant over {Plural.Of(verdict.Events, "event", "events")}");
        return verdict.Failure is null ? ExitCode.Ok : ExitCode.No;
    }

    /// <inheritdoc />
    public void OnEvent(in Event e, long sequence, ReadOnlySpan<Command> commands, InstrumentRegistry instruments)
    {
        if (Math.Abs(sequence - step) > Radius)
        {
            return;
        }

        context.Out.WriteLine((sequence == step ? "> " : "  ") + EventText.Describe(in e, sequence, instruments));
        foreach (ref readonly var command in commands)
        {
            context.Out.WriteLine("      " + CommandText.Describe(in command, instruments));
        }
    }
}
