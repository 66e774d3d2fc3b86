namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal retention plan|apply</c>.</summary>
internal sealed record RetentionDocument
{
    /// <summary>The journal.</summary>
    public required string Journal { get; init; }

    /// <summary>Whether it was done, not only planned.</summary>
    public required bool Applied { get; init; }

    /// <summary>The first event that was there before.</summary>
    public required long FirstEvent { get; init; }

    /// <summary>The sequence after the last event.</summary>
    public required long EndEvent { get; init; }

    /// <summary>The first event that the rule alone would keep.</summary>
    public required long WantedEvent { get; init; }

    /// <summary>The first event that is there afterwards.</summary>
    public required long KeptEvent { get; init; }

    /// <summary>Its time.</summary>
    public required string? KeptTime { get; init; }

    /// <summary>The snapshot that recovery would use; null for none.</summary>
    public required long? RecoverySnapshot { get; init; }

    /// <summary>The oldest proved snapshot that stays usable; null where there are not enough.</summary>
    public required long? OldestKeptSnapshot { get; init; }

    /// <summary>The size of the files.</summary>
    public required long Bytes { get; init; }

    /// <summary>Why no more is removed; null where nothing holds it back.</summary>
    public required string? HeldBack { get; init; }

    /// <summary>The files.</summary>
    public required IReadOnlyList<RetentionFileDocument> Files { get; init; }

    /// <summary>Snapshots that could not be used, and why.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
