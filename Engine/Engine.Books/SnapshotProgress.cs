namespace Engine.Books;

/// <summary>Which snapshot a book is in the middle of. Numbers are part of the core's state.</summary>
internal enum SnapshotProgress
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One that is a single run.</summary>
    Run = 1,

    /// <summary>One between begin and end.</summary>
    Bounded = 2,

    /// <summary>One between begin and end of which a part was lost: what is left of it is worth nothing.</summary>
    Abandoned = 3,
}
