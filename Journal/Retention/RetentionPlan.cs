using Engine.Model.Units;

namespace Journal.Retention;

/// <summary>What a purge would remove, and why not more.</summary>
public sealed record RetentionPlan
{
    /// <summary>The journal.</summary>
    public required string Journal { get; init; }

    /// <summary>The first event that is there now.</summary>
    public required long FirstEvent { get; init; }

    /// <summary>The sequence after the last event.</summary>
    public required long EndEvent { get; init; }

    /// <summary>The first event that the rule alone would keep.</summary>
    public required long WantedEvent { get; init; }

    /// <summary>The first event that is there afterwards: the first of a segment.</summary>
    public required long KeptEvent { get; init; }

    /// <summary>Its time; null where the journal has no event.</summary>
    public required TimestampNs? KeptTime { get; init; }

    /// <summary>The snapshot that recovery would use: the newest that was proved. Null for none.</summary>
    public required long? RecoverySnapshot { get; init; }

    /// <summary>The oldest proved snapshot that must stay usable: nothing after it is removed. Null for none.</summary>
    public required long? OldestKeptSnapshot { get; init; }

    /// <summary>The files, in the order of their removal; those that an earlier purge left behind included.</summary>
    public required IReadOnlyList<RetentionFile> Files { get; init; }

    /// <summary>Why less is removed than the rule asks for; empty where nothing holds it back.</summary>
    public required string HeldBack { get; init; }

    /// <summary>Snapshots that could not be used, and why.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The size of the files, in bytes.</summary>
    public long SizeBytes
    {
        get
        {
            var total = 0L;
            foreach (var file in Files)
            {
                total += file.SizeBytes;
            }

            return total;
        }
    }
}
