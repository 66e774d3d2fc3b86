namespace Journal.Format;

/// <summary>The two streams of a journal. Numbers are the file format.</summary>
public enum JournalStream : byte
{
    /// <summary>Not a stream.</summary>
    None = 0,

    /// <summary>What the core was told.</summary>
    Events = 1,

    /// <summary>What the core answered: derived, recomputed by a replay.</summary>
    Commands = 2,
}
