using System.Diagnostics;
using Engine.Model.Units;

namespace Adapters.Common.Ring;

/// <summary>
/// The engine's time: the wall clock once, at the start, and the monotonic counter from there; slewed, never stepped.
/// </summary>
/// <remarks>
/// Any thread reads it; one, the host's, slews it. It never goes backwards, whatever the wall clock does.
/// </remarks>
public sealed class EngineTime
{
    /// <summary>The most that slewing makes it faster or slower, in parts of a million.</summary>
    public const double SlewMaxPpm = 500;

    private const double Million = 1_000_000;

    private readonly double _nsPerTick = 1e9 / Stopwatch.Frequency;
    private Anchor _anchor;

    /// <summary>Starts at a wall time.</summary>
    /// <param name="wall">What the wall clock says now.</param>
    public EngineTime(TimestampNs wall)
        : this(wall, Stopwatch.GetTimestamp())
    {
    }

    internal EngineTime(TimestampNs wall, long ticks)
    {
        _anchor = new Anchor(ticks, wall.Value, 0);
    }

    /// <summary>Starts at the wall clock of this machine.</summary>
    public static EngineTime StartNow() =>
        new(new TimestampNs((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick));

    /// <summary>The time now.</summary>
    public TimestampNs Now() => At(Stopwatch.GetTimestamp());

    /// <summary>
    /// Lets the time run a little faster or slower from now on, so that it meets the wall clock after a while.
    /// </summary>
    /// <param name="wall">What the wall clock says now.</param>
    /// <param name="within">In what time the two should meet; positive.</param>
    /// <returns>
    /// How far the wall clock is ahead, ns; negative where it is behind. A jump of it shows here, and is for an alert:
    /// the time itself only ever slews, by <see cref="SlewMaxPpm" /> at most.
    /// </returns>
    public long Slew(TimestampNs wall, TimeSpan within) => Slew(wall, within, Stopwatch.GetTimestamp());

    internal TimestampNs At(long ticks)
    {
        var anchor = Volatile.Read(ref _anchor);
        var elapsed = Stopwatch.Frequency == TimestampNs.PerSecond
            ? ticks - anchor.Ticks
            : (long)((ticks - anchor.Ticks) * _nsPerTick);
        return new TimestampNs(anchor.Wall + elapsed + (long)(elapsed * anchor.Rate));
    }

    internal long Slew(TimestampNs wall, TimeSpan within, long ticks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        var now = At(ticks).Value;
        var ahead = wall.Value - now;
        var rate = Math.Clamp(ahead / within.TotalNanoseconds, -SlewMaxPpm / Million, SlewMaxPpm / Million);
        Volatile.Write(ref _anchor, new Anchor(ticks, now, rate));
        return ahead;
    }

    /// <summary>Where the counter stood at what time, and how much faster the time runs than it.</summary>
    private sealed record Anchor(long Ticks, long Wall, double Rate);
}
