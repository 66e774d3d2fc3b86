namespace Adapters.Simulated.Venue;

/// <summary>Where an order stands within its instrument.</summary>
internal enum OrderPlace : byte
{
    /// <summary>Nowhere: it is being matched, or it is finished.</summary>
    None,

    /// <summary>On the bid side of the book.</summary>
    Bids,

    /// <summary>On the ask side of the book.</summary>
    Asks,

    /// <summary>Before the next bar, as a taker.</summary>
    Waiting,

    /// <summary>Outside the book, until a price triggers it.</summary>
    Conditional,
}
