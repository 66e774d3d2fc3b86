namespace Journal.Recovering;

/// <summary>What was found and done when a journal was opened to go on, or repaired.</summary>
public sealed record JournalRecovery
{
    /// <summary>Whole events.</summary>
    public required long Events { get; init; }

    /// <summary>Whole commands whose cause is among the events.</summary>
    public required long Commands { get; init; }

    /// <summary>Whether the journal had been closed in good order.</summary>
    public required bool WasClosed { get; init; }

    /// <summary>The bytes that were cut as torn, of both streams.</summary>
    public required long TornBytes { get; init; }

    /// <summary>The files that keep what was cut, in the journal's directory.</summary>
    public required IReadOnlyList<string> TornFiles { get; init; }

    /// <summary>
    /// Commands cut because the events that caused them did not reach the disk; a replay gives others or none.
    /// </summary>
    public required long CommandsCut { get; init; }
}
