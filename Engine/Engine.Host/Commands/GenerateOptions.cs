using Adapters.Simulated.Generation;

namespace Engine.Host.Commands;

/// <summary>What <c>engine generate</c> was asked for.</summary>
/// <param name="Out">The journal to make.</param>
/// <param name="Instruments">How many instruments.</param>
/// <param name="Events">How many events in total.</param>
/// <param name="Seed">Any number.</param>
internal sealed record GenerateOptions(string Out, int Instruments, long Events, long Seed)
{
    /// <summary>The mean rate of events of one instrument, per second of market time.</summary>
    public int Rate { get; init; } = new GeneratorSettings().EventsPerSecond;
}
