namespace Engine.Strategies.Conditions;

/// <summary>
/// What a condition is now. A value that is not known yet makes it unknown, not false: "not" of unknown stays unknown,
/// so that no order follows from missing data. "All" is the least of its parts, "any" the greatest, "not" the mirror
/// (Kleene's strong logic).
/// </summary>
internal enum Truth : byte
{
    /// <summary>It does not hold.</summary>
    No = 0,

    /// <summary>Something that it needs is not known.</summary>
    Unknown = 1,

    /// <summary>It holds.</summary>
    Yes = 2,
}
