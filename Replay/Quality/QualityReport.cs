namespace Replay.Quality;

/// <summary>What was found in the data of an import or a journal.</summary>
public sealed record QualityReport
{
    /// <summary>The journal's id; a report beside another journal is not its own.</summary>
    public string Journal { get; init; } = string.Empty;

    /// <summary>Events of the journal.</summary>
    public long Events { get; init; }

    /// <summary>From where on something was reported.</summary>
    public required QualityLimits Limits { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsClean => Findings.Count == 0 && FindingsLeftOut == 0;

    /// <summary>
    /// The least of the recorder's time − the venue's before any shift, ns; null where no file has a recorder's time.
    /// </summary>
    public long? SmallestLatencyNs { get; init; }

    /// <summary>What was added to the recorder's times, ns.</summary>
    public long ClockShiftNs { get; init; }

    /// <summary>What is wrong, by check, instrument and file.</summary>
    public required IReadOnlyList<QualityFinding> Findings { get; init; }

    /// <summary>Findings beyond the most that are kept.</summary>
    public int FindingsLeftOut { get; init; }

    /// <summary>The data that were looked at.</summary>
    public required IReadOnlyList<QualityStream> Streams { get; init; }
}
