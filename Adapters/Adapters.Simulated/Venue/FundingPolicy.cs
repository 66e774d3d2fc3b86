namespace Adapters.Simulated.Venue;

/// <summary>What happens where a position is held over a funding time of which the stream says nothing.</summary>
public enum FundingPolicy
{
    /// <summary>It is an error: a result without a cost that was due would be wrong.</summary>
    Required,

    /// <summary>Nothing is paid, it is counted, and the report warns.</summary>
    None,
}
