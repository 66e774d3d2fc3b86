using Replay.Quality;

namespace Replay.Import;

/// <summary>What a checkpoint keeps of a file that was read to its end.</summary>
public sealed record ImportFileState
{
    /// <summary>Rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that gave no event, by reason.</summary>
    public required Dictionary<string, long> Ignored { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Trades and bars that were left out.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Rows stored under the highest time before them.</summary>
    public required long TimesRaised { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public required long Refused { get; init; }

    /// <summary>What was wrong with the first of them.</summary>
    public string? FirstRefusal { get; init; }

    /// <summary>The least latency, ns.</summary>
    public long? SmallestLatencyNs { get; init; }

    /// <summary>What is wrong with the data.</summary>
    public required IReadOnlyList<QualityFinding> Findings { get; init; }

    /// <summary>The data.</summary>
    public required IReadOnlyList<QualityStream> Streams { get; init; }
}
