namespace Engine.Model.Numbers;

/// <summary>An exact decimal step (a tick size, a lot size, a multiplier): mantissa × 10^−scale.</summary>
/// <remarks>
/// Kept in lowest terms, so that equal steps are equal values: 0.10 is (1, 1). The default value is no step: its
/// mantissa is zero, and nothing lies on its grid.
/// </remarks>
public readonly record struct DecimalStep
{
    /// <summary>The most decimal places.</summary>
    public const int ScaleMax = 18;

    /// <summary>Makes a step.</summary>
    /// <param name="mantissa">Positive.</param>
    /// <param name="scale">0 … <see cref="ScaleMax" />.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside these ranges.</exception>
    public DecimalStep(long mantissa, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mantissa);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, ScaleMax);
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        Mantissa = mantissa;
        Scale = scale;
    }

    /// <summary>The digits.</summary>
    public long Mantissa { get; }

    /// <summary>The decimal places.</summary>
    public int Scale { get; }

    /// <summary>The step as a double, for indicators and charts; not exact.</summary>
    public double ToDouble() => Mantissa / PowersOfTen.AsDouble(Scale);

    /// <summary>Plain decimal text, without exponent.</summary>
    public override string ToString() => DecimalText.Format(1, this);
}
