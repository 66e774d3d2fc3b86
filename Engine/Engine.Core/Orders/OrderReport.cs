namespace Engine.Core.Orders;

/// <summary>What the order manager can be told about an order.</summary>
public enum OrderReport : byte
{
    /// <summary>The venue has accepted it.</summary>
    Accepted,

    /// <summary>The venue has refused it.</summary>
    Rejected,

    /// <summary>A fill that leaves something open.</summary>
    PartFilled,

    /// <summary>A fill that leaves nothing open.</summary>
    FullyFilled,

    /// <summary>It was canceled.</summary>
    Canceled,

    /// <summary>It ended by itself.</summary>
    Expired,

    /// <summary>The venue has refused to cancel it and knows it.</summary>
    CancelRejected,

    /// <summary>The venue has refused a request because it does not know the order: it may be filled already.</summary>
    RequestOnUnknownOrder,

    /// <summary>It was amended as it was asked for.</summary>
    Amended,

    /// <summary>The venue has refused to amend it.</summary>
    AmendRejected,

    /// <summary>The venue's answer to a query: it is open.</summary>
    FoundOpen,

    /// <summary>The venue's definite answer to a query: there is no such order.</summary>
    NotFound,

    /// <summary>The gateway has definitely not sent the request that the order waits for.</summary>
    NotSent,

    /// <summary>The gateway has sent the request and had no answer in time.</summary>
    TimedOut,

    /// <summary>A new session begins: whatever was under way may have happened.</summary>
    SessionLost,

    /// <summary>The venue has triggered a conditional order.</summary>
    Triggered,

    /// <summary>It was amended to terms that are neither known nor asked for.</summary>
    AmendedUnasked,

    /// <summary>There is no such order at the venue, but a request may still be on its way there.</summary>
    NotFoundYet,

    /// <summary>More of it is filled at the venue than its fills that have come: one is missing.</summary>
    FillMissing,

    /// <summary>The line that its venue's reports come by is lost: whatever it does, nobody hears of it.</summary>
    LineLost,

    /// <summary>The gateway has definitely not sent the order itself, and its cancel was asked for meanwhile.</summary>
    NeverSent,
}
