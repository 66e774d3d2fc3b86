namespace Journal.Storage;

/// <summary>A directory of the operating system.</summary>
internal sealed class DirectoryStorage : IJournalStorage
{
    internal DirectoryStorage(string directory) => Directory = directory;

    public string Directory { get; }

    public IReadOnlyList<string> List() => StorageErrors.Guard(Directory, "list", () =>
    {
        var names = new List<string>();
        foreach (var path in System.IO.Directory.EnumerateFiles(Directory))
        {
            names.Add(Path.GetFileName(path));
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    });

    public bool Exists(string name) => File.Exists(PathOf(name));

    public IJournalFile Create(string name) => new PhysicalFile(PathOf(name), FileMode.Create, FileAccess.ReadWrite);

    public IJournalFile CreateReserved(string name, long sizeBytes) =>
        new PhysicalFile(PathOf(name), FileMode.Create, FileAccess.ReadWrite, reservedBytes: sizeBytes);

    public IJournalFile OpenRead(string name) =>
        new PhysicalFile(PathOf(name), FileMode.Open, FileAccess.Read, FileOptions.SequentialScan);

    public IJournalFile OpenWrite(string name) => new PhysicalFile(PathOf(name), FileMode.Open, FileAccess.ReadWrite);

    public void Rename(string from, string to) => StorageErrors.Guard(PathOf(from), $"rename to {to}", () =>
    {
        File.Move(PathOf(from), PathOf(to), overwrite: true);
        return true;
    });

    public void Delete(string name) => StorageErrors.Guard(PathOf(name), "delete", () =>
    {
        File.Delete(PathOf(name));
        return true;
    });

    public void SyncNames() => DirectorySync.Sync(Directory);

    private string PathOf(string name) => Path.Combine(Directory, name);
}
