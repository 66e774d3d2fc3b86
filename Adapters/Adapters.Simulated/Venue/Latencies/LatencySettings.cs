using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Latencies;

/// <summary>
/// How latencies vary. Their medians, or constants, are those of the <see cref="SimulationSettings" />.
/// </summary>
public sealed record LatencySettings
{
    /// <summary>Where they come from. Constant by default.</summary>
    public LatencyModel Model { get; init; } = LatencyModel.Constant;

    /// <summary>The seed of the draws. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// The standard deviation of the logarithm of a latency, 0 … 5: with 0.5, one in twenty is above 2.3 times the
    /// median. Default 0.5.
    /// </summary>
    public double Sigma { get; init; } = 0.5;

    /// <summary>No draw is longer than this, ns, not negative. Default 1 s.</summary>
    public long CapNs { get; init; } = TimestampNs.PerSecond;

    /// <summary>The measured latencies; needed where the model is recorded, else null.</summary>
    public LatencyTrack? Track { get; init; }

    /// <summary>
    /// Whether the feed latency is what the stream shows, an event's time less its venue time, whatever the model says
    /// of the other legs. Off by default.
    /// </summary>
    public bool IsFeedFromData { get; init; }
}
