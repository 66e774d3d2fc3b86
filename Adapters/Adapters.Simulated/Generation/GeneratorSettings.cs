using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>What market to make. The same settings make the same bytes.</summary>
public sealed record GeneratorSettings
{
    /// <summary>The most instruments of one market.</summary>
    public const int InstrumentCountMax = 256;

    /// <summary>The most events a second of one instrument.</summary>
    public const int EventsPerSecondMax = 5_000;

    /// <summary>2026-01-01T00:00:00Z, in ns since the Unix epoch.</summary>
    public static readonly TimestampNs DefaultStartTime = new(1_767_225_600L * TimestampNs.PerSecond);

    /// <summary>
    /// How many instruments, 1 … <see cref="InstrumentCountMax" />. From 2 on, the first two are cointegrated; every
    /// fourth of eight is spot.
    /// </summary>
    public int InstrumentCount { get; init; } = 8;

    /// <summary>How many events in total, definitions included; at least the definitions.</summary>
    public long EventCount { get; init; } = 2_000_000;

    /// <summary>
    /// The mean rate of events of one instrument, per second of market time, 1 … <see cref="EventsPerSecondMax" />: how
    /// busy the market is. With the count it says how long the market lasts. Below 10 marks and open interest come less
    /// often than each second and each tenth, so that the rate is met.
    /// </summary>
    public int EventsPerSecond { get; init; } = 25;

    /// <summary>Any number.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The time of the first event.</summary>
    public TimestampNs StartTime { get; init; } = DefaultStartTime;
}
