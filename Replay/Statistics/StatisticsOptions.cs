using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>How a run is measured, and how much of it is kept for charts and lists.</summary>
public sealed record StatisticsOptions
{
    /// <summary>The hours of a year of 365 days: markets that never close have no other calendar.</summary>
    public const double HoursPerYear = 8_760;

    /// <summary>The fewest returns of a ratio where nothing else is said.</summary>
    public const int FewestReturns = 24;

    /// <summary>What every percentage is a percentage of, in quote currency; positive.</summary>
    public required Money Capital { get; init; }

    /// <summary>
    /// The length of one return of the Sharpe and Sortino ratios, in nanoseconds. One hour: fine enough that a day of
    /// data has a ratio, coarse enough that the bounce between bid and ask is not taken for risk.
    /// </summary>
    public long SamplingNs { get; init; } = 60 * TimestampNs.PerMinute;

    /// <summary>
    /// The fewest returns that Sharpe, Sortino and volatility are made of; at least 2. A day of hours: from less, a
    /// year cannot be told at all, and no figure is better than one that chance made.
    /// </summary>
    public int ReturnSamplesMin { get; init; } = FewestReturns;

    /// <summary>The most buckets of an equity curve; even, at least 2.</summary>
    public int EquityBuckets { get; init; } = 1_024;

    /// <summary>The most closed trades kept one by one; later ones are counted only.</summary>
    public int TradesKept { get; init; } = 500;

    /// <summary>Returns in one year of 365 days.</summary>
    public double PeriodsPerYear => HoursPerYear * 60 * TimestampNs.PerMinute / SamplingNs;

    /// <summary>Refuses what cannot be measured.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; names it.</exception>
    public void Validate()
    {
        Require(Capital.Value > 0, Capital.Value, "Capital must be positive.");
        Require(SamplingNs > 0, SamplingNs, "SamplingNs must be positive.");
        Require(ReturnSamplesMin >= 2, ReturnSamplesMin, "ReturnSamplesMin must be at least 2.");
        Require(EquityBuckets >= 2 && EquityBuckets % 2 == 0, EquityBuckets, "EquityBuckets must be even, at least 2.");
        Require(TradesKept >= 0, TradesKept, "TradesKept must not be negative.");
    }

    private static void Require(bool isMet, long value, string rule)
    {
        if (!isMet)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, rule);
        }
    }
}
