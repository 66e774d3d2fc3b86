namespace Journal.Merging;

/// <summary>What a merge made.</summary>
/// <param name="Events">Events written.</param>
/// <param name="LeftOut">Control events of the sources that say nothing of the market: ticks, session marks,
/// configuration text.</param>
/// <param name="IsComplete">False where it was stopped early: the journal ends there, whole.</param>
public readonly record struct MergeResult(long Events, long LeftOut, bool IsComplete);
