namespace Engine.Strategies.Conditions;

/// <summary>The sections of a document, in the order in which they matter in the life of a signal.</summary>
internal enum ConditionSection
{
    /// <summary>S1: a signal is seen.</summary>
    Signal,

    /// <summary>O1: the signal is called off.</summary>
    Cancel,

    /// <summary>Z1: the position is opened.</summary>
    Entry,

    /// <summary>ZE1: the position is closed.</summary>
    Close,

    /// <summary>E1: the position is closed at once, before anything else is asked.</summary>
    Emergency,
}
