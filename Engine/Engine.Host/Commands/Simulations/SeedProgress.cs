using Engine.Host.Progress;
using Replay.Simulation;

namespace Engine.Host.Commands.Simulations;

/// <summary>Passes how far a simulation is to the line that people see.</summary>
internal sealed class SeedProgress(ProgressLine line) : IProgress<SimulationProgress>
{
    /// <inheritdoc />
    public void Report(SimulationProgress value) => line.Report(value.Done, value.Total);
}
