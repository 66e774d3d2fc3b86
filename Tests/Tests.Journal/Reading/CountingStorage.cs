using Journal.Storage;
using Tests.Journal.Support;

namespace Tests.Journal.Reading;

/// <summary>A directory that counts what is read of it.</summary>
internal sealed class CountingStorage(MemoryStorage inner) : IJournalStorage
{
    internal long BytesRead { get; set; }

    public string Directory => inner.Directory;

    public IReadOnlyList<string> List() => inner.List();

    public bool Exists(string name) => inner.Exists(name);

    public IJournalFile Create(string name) => throw new NotSupportedException();

    public IJournalFile OpenRead(string name) => new CountingFile(this, inner.OpenRead(name));

    public IJournalFile OpenWrite(string name) => throw new NotSupportedException();

    public void Rename(string from, string to) => throw new NotSupportedException();

    public void Delete(string name) => throw new NotSupportedException();

    public void SyncNames() => throw new NotSupportedException();
}
