namespace Adapters.Simulated.Matching;

/// <summary>Why a request has changed nothing.</summary>
public enum MatchRejectReason : byte
{
    /// <summary>It was not refused.</summary>
    None = 0,

    /// <summary>The quantity is not positive, or with it the side would hold more than a long can count.</summary>
    Quantity = 1,

    /// <summary>The price is farther from zero than <see cref="MatchingBook.PriceMax" />.</summary>
    Price = 2,

    /// <summary>An order with this id stands.</summary>
    DuplicateId = 3,

    /// <summary>No order with this id stands.</summary>
    UnknownId = 4,

    /// <summary>It was only to stand, and would take.</summary>
    WouldTake = 5,

    /// <summary>The instruction, the side or the self-trade prevention is not one of those there are.</summary>
    Instruction = 6,
}
