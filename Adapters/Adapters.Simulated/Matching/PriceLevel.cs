namespace Adapters.Simulated.Matching;

/// <summary>The orders at one price, in the order in which they came.</summary>
internal struct PriceLevel
{
    /// <summary>The sum of what they have left.</summary>
    internal long Lots;

    /// <summary>The first; <see cref="OrderPool.None" /> where nobody stands here.</summary>
    internal int Head;

    /// <summary>The last; of no meaning where nobody stands here.</summary>
    internal int Tail;
}
