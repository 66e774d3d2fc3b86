namespace Adapters.Simulated.Venue.Rules;

/// <summary>In what one venue differs from the others with orders of ours.</summary>
internal sealed record VenueRules
{
    /// <summary>Whether a smaller quantity at the same price keeps the place in the queue.</summary>
    internal required bool SizeDownKeepsPlace { get; init; }

    /// <summary>
    /// Whether any other amend is a cancel with a new order behind it: where the new one is refused, the old one is
    /// gone.
    /// </summary>
    internal bool AmendReplaces { get; init; }

    /// <summary>What an amend to no more than what is filled does.</summary>
    internal required FailedAmend AmendToFilled { get; init; }

    /// <summary>What an amend of a post-only order to a price that would take does.</summary>
    internal required FailedAmend AmendThatWouldTake { get; init; }

    /// <summary>Whether orders that wait for a trigger can be amended.</summary>
    internal required bool AmendsConditional { get; init; }

    /// <summary>What a trigger that is reached on arrival does.</summary>
    internal required ReachedTrigger ReachedTrigger { get; init; }

    /// <summary>What prevents self-trades; never <see cref="SelfTradePrevention.VenueDefault" />.</summary>
    internal required SelfTradePrevention SelfTradePrevention { get; init; }
}
