namespace Engine.Core.Bars;

/// <summary>What a bar builder does with an interval in which nothing happened.</summary>
public enum BarGaps : byte
{
    /// <summary>It makes no bar of it.</summary>
    Skip = 0,

    /// <summary>
    /// It makes a bar without volume at the last price, as the venues do; not before the first price.
    /// </summary>
    Flat = 1,
}
