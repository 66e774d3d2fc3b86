namespace Adapters.Simulated.Matching;

/// <summary>Why an order has left.</summary>
public enum MatchDoneReason : byte
{
    /// <summary>Nothing of it is left.</summary>
    Filled = 0,

    /// <summary>It was asked for.</summary>
    Canceled = 1,

    /// <summary>It does not stand, and what it could take at once it has.</summary>
    Expired = 2,

    /// <summary>It wanted all or nothing, and all was not there.</summary>
    Killed = 3,

    /// <summary>It would have traded with an order of its own owner.</summary>
    SelfTrade = 4,
}
