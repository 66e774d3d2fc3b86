namespace Journal.Storage;

/// <summary>
/// The directory of one journal. An interface, so that tests can fail each call and lose what was not synced.
/// </summary>
/// <remarks>Every member throws <see cref="JournalException" /> where the system refuses.</remarks>
internal interface IJournalStorage
{
    /// <summary>The directory's path, for messages.</summary>
    string Directory { get; }

    /// <summary>The names of its files, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Whether a file of that name is there.</summary>
    bool Exists(string name);

    /// <summary>Makes a file, or empties the one of that name.</summary>
    IJournalFile Create(string name);

    /// <summary>Makes an empty file whose space is set aside: writes up to the size do not meet a full disk.</summary>
    IJournalFile CreateReserved(string name, long sizeBytes) => Create(name);

    /// <summary>Opens a file to read.</summary>
    IJournalFile OpenRead(string name);

    /// <summary>Opens a file to read and write.</summary>
    IJournalFile OpenWrite(string name);

    /// <summary>Gives a file another name, replacing what has it.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file.</summary>
    void Delete(string name);

    /// <summary>Returns when the device has the names made, changed and removed before.</summary>
    void SyncNames();
}
