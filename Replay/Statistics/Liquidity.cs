namespace Replay.Statistics;

/// <summary>Which side of a trade our order was on.</summary>
public enum Liquidity : byte
{
    /// <summary>The order rested in the book and was hit.</summary>
    Maker = 0,

    /// <summary>The order took what rested.</summary>
    Taker = 1,
}
