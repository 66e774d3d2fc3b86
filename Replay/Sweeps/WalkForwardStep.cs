namespace Replay.Sweeps;

/// <summary>One step of a walk-forward: the point that was best in sample, and what it then made. Keys of the JSON.</summary>
public sealed record WalkForwardStep
{
    /// <summary>The beginning of the part that chooses, UTC.</summary>
    public required string InSampleFrom { get; init; }

    /// <summary>The beginning of the part that judges, UTC.</summary>
    public required string OutOfSampleFrom { get; init; }

    /// <summary>Its end, UTC; not part of it.</summary>
    public required string OutOfSampleTo { get; init; }

    /// <summary>The best point in sample; null where none could be run.</summary>
    public required int? Point { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>What it made in sample.</summary>
    public required SweepFigures? InSample { get; init; }

    /// <summary>What it made out of sample.</summary>
    public required SweepFigures? OutOfSample { get; init; }
}
