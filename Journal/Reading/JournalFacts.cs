using Engine.Model.Units;

namespace Journal.Reading;

/// <summary>What the first segment's header says of a journal.</summary>
public sealed record JournalFacts
{
    /// <summary>The journal's name.</summary>
    public required JournalId JournalId { get; init; }

    /// <summary>The version of the format.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The version text of the engine that began it.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>When it was begun.</summary>
    public required TimestampNs CreatedTime { get; init; }

    /// <summary>The number of its first session.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// Whether a session wrote it as it went, and may have died; else a command made it, and named it when it was
    /// whole.
    /// </summary>
    public required bool IsLive { get; init; }
}
