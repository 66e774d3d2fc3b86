namespace Engine.Strategies.Parts;

/// <summary>What a trend filter says of a side, with its reason.</summary>
internal enum TrendVerdict
{
    /// <summary>Go.</summary>
    Allowed = 0,

    /// <summary>Not enough bars yet: no side is allowed.</summary>
    NotWarm = 1,

    /// <summary>No long position in a strong downtrend.</summary>
    StrongDowntrend = 2,

    /// <summary>No short position in a strong uptrend.</summary>
    StrongUptrend = 3,
}
