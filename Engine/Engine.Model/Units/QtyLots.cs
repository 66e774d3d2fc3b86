using System.Runtime.CompilerServices;

namespace Engine.Model.Units;

/// <summary>A quantity of one instrument, in its lots; positions are signed, long is positive.</summary>
/// <param name="Value">Whole lots; the lot size is the instrument's.</param>
public readonly record struct QtyLots(long Value) : IComparable<QtyLots>
{
    /// <summary>Zero.</summary>
    public static readonly QtyLots Zero;

    /// <summary>Adds, checked.</summary>
    public static QtyLots operator +(QtyLots left, QtyLots right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts, checked.</summary>
    public static QtyLots operator -(QtyLots left, QtyLots right) => new(checked(left.Value - right.Value));

    /// <summary>Negates, checked.</summary>
    public static QtyLots operator -(QtyLots value) => new(checked(-value.Value));

    // By order: where much is inlined the budget is used up, and each comparison is a call (bench: tick-to-order).
    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(QtyLots left, QtyLots right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(QtyLots left, QtyLots right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <=(QtyLots left, QtyLots right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >=(QtyLots left, QtyLots right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(QtyLots other) => Value.CompareTo(other.Value);
}
