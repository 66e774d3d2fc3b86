namespace Engine.Disruptor;

/// <summary>Why a graph stopped by itself: the first fault of any of its stages.</summary>
/// <remarks>Immutable: any thread may read it. Made once, when the graph stops; costs nothing before.</remarks>
/// <param name="Stage">The name of the stage, ring or duty that failed.</param>
/// <param name="Sequence">The first sequence of the batch that it was handling; −1 where it handled none.</param>
/// <param name="Exception">What was thrown.</param>
public sealed record StageFault(string Stage, long Sequence, Exception Exception);
