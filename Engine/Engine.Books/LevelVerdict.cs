namespace Engine.Books;

/// <summary>What a book does with a level that reaches it.</summary>
internal enum LevelVerdict : byte
{
    /// <summary>Nothing: no whole snapshot precedes it.</summary>
    Ignore,

    /// <summary>Sets it.</summary>
    Apply,

    /// <summary>Empties the book, then sets it: the first level of a snapshot.</summary>
    ClearAndApply,
}
