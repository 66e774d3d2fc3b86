namespace Engine.Core.Orders;

/// <summary>How far a bracket protects what its entry has filled. Numbers appear in commands.</summary>
public enum ProtectionState : byte
{
    /// <summary>There is no such bracket.</summary>
    None = 0,

    /// <summary>The entry is out; nothing is held.</summary>
    Waiting = 1,

    /// <summary>Something is held; the request for a protective order is under way.</summary>
    Arming = 2,

    /// <summary>All that is held stands behind its protective orders, as far as the venue has said.</summary>
    Protected = 3,

    /// <summary>
    /// The account has nothing to close: other strategies hold as much the other way, so no reduce-only order can
    /// stand.
    /// </summary>
    Netted = 4,

    /// <summary>A protective order was lost; it is asked for again and again until it stands.</summary>
    Lost = 5,

    /// <summary>What is held is being closed at the market, again and again until nothing is left.</summary>
    Closing = 6,

    /// <summary>The kill switch has taken the protective orders away.</summary>
    Withdrawn = 7,

    /// <summary>Nothing is held any more; what is still open of the group is being canceled.</summary>
    Ending = 8,

    /// <summary>Nothing is held and nothing is open.</summary>
    Done = 9,
}
