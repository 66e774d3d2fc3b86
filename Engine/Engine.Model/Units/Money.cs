using System.Runtime.CompilerServices;

namespace Engine.Model.Units;

/// <summary>An amount of one asset, in 10⁻⁸ of it. Which asset is said by the owner of the amount.</summary>
/// <param name="Value">Units of 10⁻⁸.</param>
public readonly record struct Money(long Value) : IComparable<Money>
{
    /// <summary>Zero.</summary>
    public static readonly Money Zero;

    /// <summary>Units of <see cref="Value" /> in one whole unit of the asset.</summary>
    public const long Scale = 100_000_000;

    /// <summary>Adds, checked.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts, checked.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Value - right.Value));

    /// <summary>Negates, checked.</summary>
    public static Money operator -(Money value) => new(checked(-value.Value));

    // By order: where much is inlined the budget is used up, and each comparison is a call (bench: tick-to-order).
    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(Money left, Money right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(Money left, Money right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <=(Money left, Money right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >=(Money left, Money right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(Money other) => Value.CompareTo(other.Value);
}
