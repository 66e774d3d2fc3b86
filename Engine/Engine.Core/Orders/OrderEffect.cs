namespace Engine.Core.Orders;

/// <summary>What a report does beside the change of state.</summary>
public enum OrderEffect : byte
{
    /// <summary>The order takes the new state.</summary>
    Apply,

    /// <summary>Late or duplicate: nothing changes.</summary>
    Ignore,

    /// <summary>A fill that came after the order had ended: the position takes it, and an alert says so.</summary>
    LateFill,

    /// <summary>It contradicts what was known: the order is Unknown and the venue is asked.</summary>
    Contradiction,

    /// <summary>The truth is not known: the order is Unknown and the venue is asked.</summary>
    Query,
}
