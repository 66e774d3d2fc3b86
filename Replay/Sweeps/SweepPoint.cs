namespace Replay.Sweeps;

/// <summary>One point of the grid over all splits. Keys of the JSON document.</summary>
public sealed record SweepPoint
{
    /// <summary>Its number in the grid.</summary>
    public required int Index { get; init; }

    /// <summary>Its parameters, in the order of the grid.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>What it made where parameters are chosen; null where it could not be run.</summary>
    public required SweepFigures? InSample { get; init; }

    /// <summary>What it made where parameters are judged; null where it could not be run.</summary>
    public required SweepFigures? OutOfSample { get; init; }

    /// <summary>Why it could not be run; null where it was.</summary>
    public required string? Error { get; init; }
}
