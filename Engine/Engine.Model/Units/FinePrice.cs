namespace Engine.Model.Units;

/// <summary>A price off the tick grid (mark, index, entry average), in 10⁻⁸ of the quote currency.</summary>
/// <param name="Value">Units of 10⁻⁸.</param>
public readonly record struct FinePrice(long Value) : IComparable<FinePrice>
{
    /// <summary>Zero.</summary>
    public static readonly FinePrice Zero;

    /// <summary>Units of <see cref="Value" /> in one whole unit of currency.</summary>
    public const long Scale = 100_000_000;

    /// <summary>Adds, checked.</summary>
    public static FinePrice operator +(FinePrice left, FinePrice right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts, checked.</summary>
    public static FinePrice operator -(FinePrice left, FinePrice right) => new(checked(left.Value - right.Value));

    /// <summary>Negates, checked.</summary>
    public static FinePrice operator -(FinePrice value) => new(checked(-value.Value));

    /// <summary>Orders by value.</summary>
    public static bool operator <(FinePrice left, FinePrice right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >(FinePrice left, FinePrice right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator <=(FinePrice left, FinePrice right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >=(FinePrice left, FinePrice right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(FinePrice other) => Value.CompareTo(other.Value);
}
