using Engine.Model.Units;

namespace Replay.Quality;

/// <summary>From where on something is worth reporting.</summary>
public sealed record QualityLimits
{
    /// <summary>The usual limits.</summary>
    public static readonly QualityLimits Default = new();

    /// <summary>The longest that trades, quotes or book changes may be silent, ns.</summary>
    public long SilenceNs { get; init; } = TimestampNs.PerMinute;

    /// <summary>The longest that mark prices or open interest may be silent, ns.</summary>
    public long SlowSilenceNs { get; init; } = 15 * TimestampNs.PerMinute;

    /// <summary>A jump of the price that is reported whatever the market was like, basis points.</summary>
    public long JumpBasisPoints { get; init; } = 1_000;

    /// <summary>A jump is reported, too, from so many times the median change of the price on …</summary>
    public long JumpMedians { get; init; } = 40;

    /// <summary>… where it is at least so large, basis points.</summary>
    public long JumpFloorBasisPoints { get; init; } = 50;
}
