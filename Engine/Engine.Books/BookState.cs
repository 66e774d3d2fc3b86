namespace Engine.Books;

/// <summary>How far a book can be trusted. Numbers are part of the core's state.</summary>
public enum BookState : byte
{
    /// <summary>Nothing whole was received yet, or a snapshot is being received.</summary>
    Syncing = 0,

    /// <summary>A whole snapshot and every change since.</summary>
    Live = 1,

    /// <summary>Changes were lost: the levels are kept, but are not to be trusted until the next snapshot.</summary>
    Broken = 2,
}
