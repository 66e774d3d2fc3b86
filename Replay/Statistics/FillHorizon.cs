using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>How long after a fill the market is looked at again.</summary>
public static class FillHorizon
{
    /// <summary>How many horizons there are.</summary>
    public const int Count = 3;

    private static readonly long[] Lengths =
        [TimestampNs.PerSecond, 5 * TimestampNs.PerSecond, TimestampNs.PerMinute];

    /// <summary>A horizon, in nanoseconds: 1 s, 5 s, 60 s.</summary>
    /// <param name="index">0, 1 or 2.</param>
    public static long LengthNs(int index) => Lengths[index];
}
