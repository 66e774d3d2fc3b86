using System.Runtime.CompilerServices;

namespace Engine.Model.Units;

/// <summary>An instant, in nanoseconds since the Unix epoch (UTC, no leap seconds).</summary>
/// <param name="Value">Nanoseconds; 1677 to 2262 fit. Zero means "not given" where a payload allows it.</param>
public readonly record struct TimestampNs(long Value) : IComparable<TimestampNs>
{
    /// <summary>Nanoseconds in a microsecond.</summary>
    public const long PerMicrosecond = 1_000;

    /// <summary>Nanoseconds in a millisecond.</summary>
    public const long PerMillisecond = 1_000_000;

    /// <summary>Nanoseconds in a second.</summary>
    public const long PerSecond = 1_000_000_000;

    /// <summary>Nanoseconds in a minute.</summary>
    public const long PerMinute = 60 * PerSecond;

    /// <summary>Nanoseconds in a day.</summary>
    public const long PerDay = 86_400 * PerSecond;

    /// <summary>The epoch, or "not given".</summary>
    public static readonly TimestampNs Zero;

    /// <summary>Before every event.</summary>
    public static readonly TimestampNs MinValue = new(long.MinValue);

    /// <summary>After every event: the deadline of a timer that is not set.</summary>
    public static readonly TimestampNs MaxValue = new(long.MaxValue);

    /// <summary>The instant that many nanoseconds later, checked.</summary>
    public static TimestampNs operator +(TimestampNs left, long nanoseconds) => new(checked(left.Value + nanoseconds));

    /// <summary>The instant that many nanoseconds earlier, checked.</summary>
    public static TimestampNs operator -(TimestampNs left, long nanoseconds) => new(checked(left.Value - nanoseconds));

    /// <summary>The nanoseconds from the right to the left, checked.</summary>
    public static long operator -(TimestampNs left, TimestampNs right) => checked(left.Value - right.Value);

    // By order: where much is inlined the budget is used up, and each comparison is a call (bench: tick-to-order).
    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(TimestampNs left, TimestampNs right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(TimestampNs left, TimestampNs right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <=(TimestampNs left, TimestampNs right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >=(TimestampNs left, TimestampNs right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(TimestampNs other) => Value.CompareTo(other.Value);
}
