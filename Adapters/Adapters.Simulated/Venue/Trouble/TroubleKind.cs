namespace Adapters.Simulated.Venue.Trouble;

/// <summary>What trouble there is, for counts.</summary>
public enum TroubleKind
{
    /// <summary>A request that the venue refused as too busy.</summary>
    Busy,

    /// <summary>A request that timed out and never reached the venue.</summary>
    Vanished,

    /// <summary>A request that timed out and that the venue carried out.</summary>
    Unanswered,

    /// <summary>A time without connection.</summary>
    Disconnect,

    /// <summary>A request that was not sent, because there was no connection.</summary>
    NotConnected,

    /// <summary>A query that waited for the connection to come back.</summary>
    QueryHeld,

    /// <summary>A report that was lost, one by one or while there was no connection.</summary>
    ReportLost,

    /// <summary>A lost fill that a query has brought.</summary>
    FillRecalled,

    /// <summary>A report that came twice.</summary>
    ReportDuplicated,

    /// <summary>A report that others may have overtaken.</summary>
    ReportReordered,

    /// <summary>A report that was late, and with it all that follow.</summary>
    ReportDelayed,

    /// <summary>A fill that came in two parts.</summary>
    FillSplit,
}
