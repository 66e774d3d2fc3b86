namespace Adapters.Simulated.Venue.Latencies;

/// <summary>Where the latencies of a leg come from.</summary>
public enum LatencyModel
{
    /// <summary>Always the same.</summary>
    Constant,

    /// <summary>Drawn by a seed: the constant is the median, the logarithm is normal.</summary>
    LogNormal,

    /// <summary>Measured ones, by time.</summary>
    Recorded,
}
