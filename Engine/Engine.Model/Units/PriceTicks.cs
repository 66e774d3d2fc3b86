using System.Runtime.CompilerServices;

namespace Engine.Model.Units;

/// <summary>A price of one instrument, in its ticks.</summary>
/// <param name="Value">Whole ticks; the tick size is the instrument's.</param>
public readonly record struct PriceTicks(long Value) : IComparable<PriceTicks>
{
    /// <summary>Zero.</summary>
    public static readonly PriceTicks Zero;

    /// <summary>Adds, checked.</summary>
    public static PriceTicks operator +(PriceTicks left, PriceTicks right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts, checked.</summary>
    public static PriceTicks operator -(PriceTicks left, PriceTicks right) => new(checked(left.Value - right.Value));

    /// <summary>Negates, checked.</summary>
    public static PriceTicks operator -(PriceTicks value) => new(checked(-value.Value));

    // By order: where much is inlined the budget is used up, and each comparison is a call (bench: tick-to-order).
    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(PriceTicks left, PriceTicks right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(PriceTicks left, PriceTicks right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <=(PriceTicks left, PriceTicks right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >=(PriceTicks left, PriceTicks right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(PriceTicks other) => Value.CompareTo(other.Value);
}
