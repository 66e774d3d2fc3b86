namespace Adapters.Simulated.Venue.Rules;

/// <summary>In what one venue differs from the others with orders of ours.</summary>
public sealed record VenueRules
{
    /// <summary>Whether a smaller quantity at the same price keeps the place in the queue.</summary>
    public required bool SizeDownKeepsPlace { get; init; }

    /// <summary>
    /// Whether any other amend is a cancel with a new order behind it: where the new one is refused, the old one is
    /// gone.
    /// </summary>
    public bool AmendReplaces { get; init; }

    /// <summary>Whether an amend that changes nothing is refused.</summary>
    public required bool RefusesNoChange { get; init; }

    /// <summary>What an amend to no more than what is filled does.</summary>
    public required FailedAmend AmendToFilled { get; init; }

    /// <summary>What an amend of a post-only order to a price that would take does.</summary>
    public required FailedAmend AmendThatWouldTake { get; init; }

    /// <summary>Whether orders that wait for a trigger can be amended.</summary>
    public required bool AmendsConditional { get; init; }

    /// <summary>What a trigger that is reached on arrival does.</summary>
    public required ReachedTrigger ReachedTrigger { get; init; }

    /// <summary>What prevents self-trades; never <see cref="SelfTradePrevention.VenueDefault" />.</summary>
    public required SelfTradePrevention SelfTradePrevention { get; init; }
}
