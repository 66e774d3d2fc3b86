namespace Engine.Strategies.Parts;

/// <summary>How a strategy sizes its positions: the values of its parameter <c>sizing</c>.</summary>
internal enum SizingMethod
{
    /// <summary>The same value each time.</summary>
    Fixed = 0,

    /// <summary>A part of the equity.</summary>
    Equity = 1,

    /// <summary>So much that the stop costs a part of the equity.</summary>
    Volatility = 2,

    /// <summary>A part of Kelly's fraction, from the strategy's own closed trades.</summary>
    Kelly = 3,
}
