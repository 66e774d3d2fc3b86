namespace Replay.Sweeps;

/// <summary>One point in one split: both runs, or why there are none.</summary>
/// <param name="Point">The point's number in the grid.</param>
/// <param name="Fold">The split's number.</param>
/// <param name="InSample">The part that chooses; null where a run failed.</param>
/// <param name="OutOfSample">The part that judges; null where a run failed.</param>
/// <param name="Error">Why it could not be run; null where it was.</param>
public sealed record SweepRow(
    int Point, int Fold, SweepFigures? InSample, SweepFigures? OutOfSample, string? Error);
