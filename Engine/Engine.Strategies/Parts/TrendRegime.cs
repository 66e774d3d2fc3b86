namespace Engine.Strategies.Parts;

/// <summary>Where a market goes, and how decidedly; its number is its vote.</summary>
internal enum TrendRegime
{
    /// <summary>Down, and the trend is strong.</summary>
    StrongDown = -2,

    /// <summary>Down.</summary>
    Down = -1,

    /// <summary>Neither.</summary>
    Range = 0,

    /// <summary>Up.</summary>
    Up = 1,

    /// <summary>Up, and the trend is strong.</summary>
    StrongUp = 2,
}
