namespace Replay.Import;

/// <summary>How far a file of an import was.</summary>
public sealed record ImportPosition
{
    /// <summary>Its place among the files.</summary>
    public required int Index { get; init; }

    /// <summary>The runs that it has given.</summary>
    public required long Runs { get; init; }

    /// <summary>Those of its symbols that an earlier file had, too.</summary>
    public required IReadOnlyList<string> Continued { get; init; }

    /// <summary>What was found in it, where it was read to its end; else null.</summary>
    public ImportFileState? Ended { get; init; }
}
