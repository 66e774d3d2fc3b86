using Engine.Model.Units;

namespace Replay.Quality;

/// <summary>One thing that is wrong, counted over one file and instrument.</summary>
public sealed record QualityFinding
{
    /// <summary>What is wrong.</summary>
    public required QualityCheck Check { get; init; }

    /// <summary>The instrument, <c>venue:symbol</c>; empty where it concerns none.</summary>
    public required string Instrument { get; init; }

    /// <summary>The kind of data, such as Trade; empty where it concerns none.</summary>
    public string Stream { get; init; } = string.Empty;

    /// <summary>The file's name; null for a journal.</summary>
    public string? File { get; init; }

    /// <summary>How often.</summary>
    public required long Count { get; init; }

    /// <summary>The worst of it; its unit is the check's.</summary>
    public required long Worst { get; init; }

    /// <summary>All of it together, where that says something: missing bars, missing ids, lost messages.</summary>
    public long Sum { get; init; }

    /// <summary>Where it occurred first: the row of the file, or the event's sequence in the journal.</summary>
    public required long FirstRow { get; init; }

    /// <summary>When it occurred first, ns since 1970; 0 where that is not known.</summary>
    public required long FirstTimeNs { get; init; }

    /// <summary>What is known beside it, such as what the first refused row says.</summary>
    public string? Note { get; init; }

    /// <summary>When it occurred first.</summary>
    internal TimestampNs FirstTime => new(FirstTimeNs);
}
