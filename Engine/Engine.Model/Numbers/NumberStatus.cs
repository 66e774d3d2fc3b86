namespace Engine.Model.Numbers;

/// <summary>What became of a number's text.</summary>
public enum NumberStatus : byte
{
    /// <summary>It is read: exactly, or rounded where rounding was asked for.</summary>
    Ok = 0,

    /// <summary>It is not a plain decimal number: empty, exponent, stray characters.</summary>
    Malformed = 1,

    /// <summary>It does not lie on the grid.</summary>
    OffGrid = 2,

    /// <summary>It is too large, or has more digits than are read.</summary>
    Overflow = 3,

    /// <summary>It is negative where only positive numbers make sense.</summary>
    Negative = 4,
}
