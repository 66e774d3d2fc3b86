namespace Adapters.Simulated.Venue.Rules;

/// <summary>What a venue does with a conditional order whose trigger the market has reached already.</summary>
public enum ReachedTrigger : byte
{
    /// <summary>It refuses the order, or the amend.</summary>
    Rejects,

    /// <summary>It triggers the order at once.</summary>
    Triggers,
}
