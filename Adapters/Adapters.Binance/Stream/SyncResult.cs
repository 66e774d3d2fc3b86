namespace Adapters.Binance.Stream;

/// <summary>What a synchroniser did with a diff or a snapshot.</summary>
public enum SyncResult : byte
{
    /// <summary>It went on to the sink, and what waited for it.</summary>
    Published = 0,

    /// <summary>It waits for a snapshot.</summary>
    Buffered = 1,

    /// <summary>It says nothing new: older than the book, or a snapshot that nobody needs.</summary>
    Stale = 2,

    /// <summary>A message before it is missing: the gap is reported, the book Broken, and a snapshot needed.</summary>
    Gap = 3,

    /// <summary>The snapshot is older than the first diff that waits: ask again, after a pause.</summary>
    SnapshotTooOld = 4,

    /// <summary>The sink had no room; it reports the gap itself, and a snapshot is needed.</summary>
    Dropped = 5,
}
