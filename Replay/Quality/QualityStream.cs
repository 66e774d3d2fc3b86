namespace Replay.Quality;

/// <summary>One kind of data of one instrument, in one file.</summary>
public sealed record QualityStream
{
    /// <summary>The instrument, <c>venue:symbol</c>.</summary>
    public required string Instrument { get; init; }

    /// <summary>The kind of data: Book, Trade, Quote, Bar, Mark, Funding, OpenInterest, Liquidation.</summary>
    public required string Stream { get; init; }

    /// <summary>The file's name; null for a journal.</summary>
    public string? File { get; init; }

    /// <summary>How many messages there were.</summary>
    public required long Messages { get; init; }

    /// <summary>The first one's time, ns since 1970.</summary>
    public required long FirstTimeNs { get; init; }

    /// <summary>The last one's time, ns since 1970.</summary>
    public required long LastTimeNs { get; init; }

    /// <summary>The longest time without one, ns.</summary>
    public required long LongestSilenceNs { get; init; }

    /// <summary>The least of the engine's time − the venue's, ns; null where the venue gave no time.</summary>
    public required long? SmallestLatencyNs { get; init; }

    /// <summary>The length of bars, ns; 0 for other kinds.</summary>
    public long IntervalNs { get; init; }

    /// <summary>Where the first one stands: the row of the file, or its sequence in the journal.</summary>
    public long FirstRow { get; init; }
}
