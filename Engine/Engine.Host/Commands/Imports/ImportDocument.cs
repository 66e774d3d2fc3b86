using Replay.Quality;

namespace Engine.Host.Commands.Imports;

/// <summary>What <c>engine import</c> made. Property names are the keys of its JSON document.</summary>
internal sealed record ImportDocument
{
    /// <summary>The journal's directory.</summary>
    public required string Journal { get; init; }

    /// <summary>Rows, lines or messages read.</summary>
    public required long Rows { get; init; }

    /// <summary>Events written, definitions included.</summary>
    public required long Events { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Events per second.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>The time of the first event.</summary>
    public required string FirstTime { get; init; }

    /// <summary>The time of the last event.</summary>
    public required string LastTime { get; init; }

    /// <summary>The instruments, <c>venue:symbol</c>, by number.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>Events by kind.</summary>
    public required IReadOnlyDictionary<string, long> Kinds { get; init; }

    /// <summary>Rows that gave no event, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Ignored { get; init; }

    /// <summary>Missing book updates or bars.</summary>
    public required long Gaps { get; init; }

    /// <summary>Trades that came again and were left out.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Rows whose time went backwards, stored under the highest before them.</summary>
    public required long TimesRaised { get; init; }

    /// <summary>Rows that could not be read and were left out.</summary>
    public required long Refused { get; init; }

    /// <summary>What is wrong with the data.</summary>
    public required QualityReport? Quality { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
