namespace Engine.Core.Guards;

/// <summary>What a critical risk level does. Numbers are bits of a parameter.</summary>
public enum CriticalAction : byte
{
    /// <summary>Orders that could add risk are canceled; only what reduces goes, until the level falls.</summary>
    Reduce = 0,

    /// <summary>The kill switch: halted until an operator lets trading go on.</summary>
    Kill = 1,

    /// <summary>The kill switch, and every position is closed.</summary>
    Flatten = 2,
}
