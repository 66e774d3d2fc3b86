namespace Engine.Model.Units;

/// <summary>A fraction (fee, funding) in 10⁻¹⁰: 0.0001 (one basis point) is 1,000,000.</summary>
/// <param name="Value">Units of 10⁻¹⁰.</param>
public readonly record struct Rate(long Value) : IComparable<Rate>
{
    /// <summary>Zero.</summary>
    public static readonly Rate Zero;

    /// <summary>Units of <see cref="Value" /> in 1 (one hundred percent).</summary>
    public const long Scale = 10_000_000_000;

    /// <summary>Adds, checked.</summary>
    public static Rate operator +(Rate left, Rate right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts, checked.</summary>
    public static Rate operator -(Rate left, Rate right) => new(checked(left.Value - right.Value));

    /// <summary>Negates, checked.</summary>
    public static Rate operator -(Rate value) => new(checked(-value.Value));

    /// <summary>Orders by value.</summary>
    public static bool operator <(Rate left, Rate right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >(Rate left, Rate right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator <=(Rate left, Rate right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >=(Rate left, Rate right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(Rate other) => Value.CompareTo(other.Value);
}
