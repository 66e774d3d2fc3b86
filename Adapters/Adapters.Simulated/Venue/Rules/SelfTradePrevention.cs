namespace Adapters.Simulated.Venue.Rules;

/// <summary>What the venue does where an order of ours would trade with another of ours.</summary>
public enum SelfTradePrevention : byte
{
    /// <summary>What the instrument's venue does unless asked otherwise.</summary>
    VenueDefault,

    /// <summary>Nothing: the two pass each other, since the public book, which fills us, holds neither.</summary>
    None,

    /// <summary>The order that comes ends, and what it had until then stays.</summary>
    CancelNewest,

    /// <summary>The order that rests ends, and the one that comes goes on.</summary>
    CancelOldest,

    /// <summary>Both end.</summary>
    CancelBoth,

    /// <summary>Both lose what they would have traded with each other; the smaller ends.</summary>
    Decrement,
}
