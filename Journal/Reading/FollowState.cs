namespace Journal.Reading;

/// <summary>What a journal that is followed had to give.</summary>
public enum FollowState
{
    /// <summary>Nothing more is whole yet: a writer is at work, or it died. Ask again.</summary>
    NothingYet,

    /// <summary>Slots were handed out.</summary>
    Read,

    /// <summary>The journal was closed in good order. Another session may still go on with it: then ask again.</summary>
    Closed,

    /// <summary>History that cannot be on its way any more is not readable; nothing follows.</summary>
    Damaged,
}
