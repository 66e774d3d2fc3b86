using Engine.Strategies;

namespace Replay.Recovery;

/// <summary>How a shadow replica makes snapshots.</summary>
public sealed record ShadowOptions
{
    /// <summary>Where strategies are found by name.</summary>
    public StrategyCatalog Catalog { get; init; } = StrategyCatalog.BuiltIn;

    /// <summary>The version text of the engine, at most 64 bytes of UTF-8.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>
    /// A snapshot at the first end of a run at or after each multiple of so many events; 0 for none by itself.
    /// </summary>
    public long EveryEvents { get; init; }

    /// <summary>A snapshot at the first end of a run at or after so many events; null for none.</summary>
    public long? At { get; init; }

    /// <summary>
    /// So many snapshots are kept and older ones removed, at least two; 0 keeps all.
    /// </summary>
    public int Keep { get; init; }

    internal static void Validate(ShadowOptions options)
    {
        if (options.EveryEvents < 0 || options.At < 0)
        {
            throw new ArgumentException("Where a snapshot is taken is not negative.", nameof(options));
        }

        if (options.Keep != 0 && options.Keep < Journal.Snapshots.SnapshotStore.KeptMin)
        {
            throw new ArgumentException(
                $"Keep is {options.Keep}; it must be 0 (all) or at least {Journal.Snapshots.SnapshotStore.KeptMin}.",
                nameof(options));
        }
    }
}
