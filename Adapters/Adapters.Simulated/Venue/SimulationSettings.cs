using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Queues;
using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Trouble;
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

    /// <summary>How the latencies vary. By default they do not.</summary>
    public LatencySettings Latency { get; init; } = new();

    /// <summary>What is assumed of the queue ahead of our resting orders. Default conservative.</summary>
    public QueueModel QueueModel { get; init; } = QueueModel.Conservative;

    /// <summary>The n of the power queue model, 0.01 … 100. Default 3.</summary>
    public double QueuePower { get; init; } = 3;

    /// <summary>
    /// How many orders and amends the venue takes within any second; zero for as many as come. Default zero.
    /// </summary>
    public int OrdersPerSecond { get; init; }

    /// <summary>
    /// How many orders and amends the venue takes within any ten seconds; zero for as many as come. Default zero.
    /// </summary>
    public int OrdersPerTenSeconds { get; init; }

    /// <summary>What goes wrong between us and the venue. By default nothing.</summary>
    public TroubleSettings Trouble { get; init; } = new();

    /// <summary>
    /// By how much a taker's price is worse than the price known, where no book and no quote says it. Default 5 basis
    /// points.
    /// </summary>
    public Rate Slippage { get; init; } = new(5_000_000);

    /// <summary>The part of a bar's volume that our orders may have of it together. Default 10 %.</summary>
    public Rate BarVolumeShare { get; init; } = new(Rate.Scale / 10);

    /// <summary>
    /// What happens where an order of ours would trade with another of ours. Default: what the instrument's venue does.
    /// </summary>
    public SelfTradePrevention SelfTradePrevention { get; init; }

    /// <summary>
    /// What happens where a position is held over a funding time of which the stream says nothing. Default: an error.
    /// </summary>
    public FundingPolicy Funding { get; init; }

    /// <summary>
    /// How many orders the venue knows at once, open ones and those finished last; positive. Default 4,096.
    /// </summary>
    public int OrderCapacity { get; init; } = 4_096;

    /// <summary>The longest time from a decision to our having its report, ns, trouble included.</summary>
    public long LongestReplyNs => Trouble.LongestNs + Latency.Model switch
    {
        LatencyModel.Constant => ReplyLatencyNs,
        LatencyModel.LogNormal => Latency.CapNs,
        _ => Latency.Track?.LongestReplyNs ?? 0,
    };
}
