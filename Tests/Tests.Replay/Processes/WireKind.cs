namespace Tests.Replay.Processes;

/// <summary>What a message between session and venue is.</summary>
internal enum WireKind : byte
{
    /// <summary>To the session: a run of the market, or of the operator.</summary>
    Run,

    /// <summary>To the session: a report of an order by its name, or of the account.</summary>
    Report,

    /// <summary>To the session: a question has had its last answer.</summary>
    Answered,

    /// <summary>To the session: end in good order.</summary>
    Stop,

    /// <summary>To the venue: a command with its order's name.</summary>
    Command,

    /// <summary>To the venue: what orders are open?</summary>
    AskOpenOrders,

    /// <summary>To the venue: what has filled since?</summary>
    AskFills,

    /// <summary>To the venue: what of this order?</summary>
    AskOrder,

    /// <summary>To the venue: balances and positions?</summary>
    AskAccount,

    /// <summary>To the venue: cancel all.</summary>
    CancelAll,

    /// <summary>To the test: the session has begun; its epoch, and the snapshot that it was recovered from.</summary>
    Begun,

    /// <summary>To the test: the reconciliation is done.</summary>
    Reconciled,
}
