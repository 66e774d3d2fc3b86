namespace Engine.Model.Commands;

/// <summary>The state of an order. Numbers are the file format.</summary>
public enum OrderState : byte
{
    /// <summary>No such order.</summary>
    None = 0,

    /// <summary>Sent; the venue has not answered.</summary>
    PendingNew = 1,

    /// <summary>Accepted and open, nothing filled.</summary>
    New = 2,

    /// <summary>Open, filled in part.</summary>
    PartiallyFilled = 3,

    /// <summary>Filled in full; final.</summary>
    Filled = 4,

    /// <summary>Open; an amend is under way.</summary>
    PendingAmend = 5,

    /// <summary>Open; a cancel is under way.</summary>
    PendingCancel = 6,

    /// <summary>Canceled; final.</summary>
    Canceled = 7,

    /// <summary>Refused by the venue; final.</summary>
    Rejected = 8,

    /// <summary>Ended by itself; final.</summary>
    Expired = 9,

    /// <summary>The truth is not known: it counts as exposure until a definite report ends it.</summary>
    Unknown = 10,
}
