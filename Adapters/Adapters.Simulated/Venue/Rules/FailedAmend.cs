namespace Adapters.Simulated.Venue.Rules;

/// <summary>What becomes of an order whose amend cannot be carried out.</summary>
public enum FailedAmend : byte
{
    /// <summary>The amend is refused and the order stays as it was.</summary>
    Refused,

    /// <summary>The order ends.</summary>
    EndsOrder,
}
