namespace Adapters.Simulated.Matching;

/// <summary>What an order wants beside its price.</summary>
public enum MatchInstruction : byte
{
    /// <summary>Takes what crosses its limit; the rest stands until filled or canceled.</summary>
    GoodTillCanceled = 0,

    /// <summary>Takes what crosses its limit; the rest is canceled at once.</summary>
    ImmediateOrCancel = 1,

    /// <summary>Takes all of its quantity within its limit, or nothing.</summary>
    FillOrKill = 2,

    /// <summary>Stands; refused where it would take, when it comes and when it is moved.</summary>
    PostOnly = 3,

    /// <summary>Takes at any price; what the other side has not is canceled. Its limit is not looked at.</summary>
    Market = 4,
}
