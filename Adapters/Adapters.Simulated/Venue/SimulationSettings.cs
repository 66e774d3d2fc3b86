using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>The assumptions of a simulated venue. Reports print them.</summary>
public sealed record SimulationSettings
{
    /// <summary>From our sending a command to the venue's having it, ns, not negative. Default 5 ms.</summary>
    public long EntryLatencyNs { get; init; } = 5 * TimestampNs.PerMillisecond;

    /// <summary>From the venue's decision to our having its report, ns, not negative. Default 5 ms.</summary>
    public long ReplyLatencyNs { get; init; } = 5 * TimestampNs.PerMillisecond;

    /// <summary>From the venue's publishing to our having its public data, ns, not negative. Default 5 ms.</summary>
    public long FeedLatencyNs { get; init; } = 5 * TimestampNs.PerMillisecond;

    /// <summary>
    /// By how much a taker's price is worse than the price known, where no book and no quote says it. Default 5 basis
    /// points.
    /// </summary>
    public Rate Slippage { get; init; } = new(5_000_000);

    /// <summary>The part of a bar's volume that our orders may have of it together. Default 10 %.</summary>
    public Rate BarVolumeShare { get; init; } = new(Rate.Scale / 10);

    /// <summary>
    /// What happens where a position is held over a funding time of which the stream says nothing. Default: an error.
    /// </summary>
    public FundingPolicy Funding { get; init; }

    /// <summary>
    /// How many orders the venue knows at once, open ones and those finished last; positive. Default 4,096.
    /// </summary>
    public int OrderCapacity { get; init; } = 4_096;
}
