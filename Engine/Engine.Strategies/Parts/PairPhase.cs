namespace Engine.Strategies.Parts;

/// <summary>Where a pair of positions stands.</summary>
internal enum PairPhase
{
    /// <summary>Nothing is held.</summary>
    Idle = 0,

    /// <summary>Both legs were ordered.</summary>
    Entering = 1,

    /// <summary>Both legs are held.</summary>
    Held = 2,

    /// <summary>What is held is being closed.</summary>
    Leaving = 3,
}
