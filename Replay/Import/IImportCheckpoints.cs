namespace Replay.Import;

/// <summary>Keeps the checkpoints of an import. The import's thread calls it.</summary>
public interface IImportCheckpoints
{
    /// <summary>
    /// Where the import goes on; null where it begins. The sink is then handed the events behind that place.
    /// </summary>
    ImportCheckpoint? Start { get; }

    /// <summary>Events between two checkpoints.</summary>
    long Interval { get; }

    /// <summary>Keeps a checkpoint.</summary>
    void Save(ImportCheckpoint checkpoint);
}
