using Journal.Reading;
using Journal.Storage;

namespace Journal.Snapshots;

/// <summary>The snapshots that lie beside a journal's segments. One thread.</summary>
/// <remarks>
/// A snapshot gets its name only when it is on the device and was read back and proved; so a crash leaves a whole one
/// or none. Whoever writes or removes holds <see cref="MaintenanceLock" />.
/// </remarks>
public sealed class SnapshotStore
{
    /// <summary>So many proved snapshots are always kept: one that cannot be read must not be the only one.</summary>
    public const int KeptMin = 2;

    private readonly JournalReader _reader;
    private readonly IJournalStorage _storage;
    private readonly JournalId _journalId;

    /// <summary>The snapshots of an open journal.</summary>
    public SnapshotStore(JournalReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _reader = reader;
        _storage = reader.Storage;
        _journalId = reader.Facts.JournalId;
    }

    /// <summary>The directory, for messages.</summary>
    public string Directory => _storage.Directory;

    /// <summary>What there is by name, the newest first; nothing is checked.</summary>
    /// <exception cref="JournalException">The directory cannot be read.</exception>
    public IReadOnlyList<SnapshotEntry> List()
    {
        var entries = new List<SnapshotEntry>();
        foreach (var name in _storage.List())
        {
            if (SnapshotName.TryParse(name, out var sequence))
            {
                entries.Add(new SnapshotEntry(name, sequence));
            }
        }

        entries.Reverse();
        return entries;
    }

    /// <summary>Reads a snapshot and checks every byte of it; that the state is the core's, the core must say.</summary>
    /// <exception cref="JournalException">
    /// It is damaged, cut, of another journal or version (Data), gone (Usage), or the disk failed (Io).
    /// </exception>
    public JournalSnapshot Read(SnapshotEntry entry)
    {
        using var file = _storage.OpenRead(entry.Name);
        return SnapshotFile.Read(file, _journalId, entry.Sequence);
    }

    /// <summary>
    /// Whether the journal can go on from a snapshot: it has the last event in it, whole, or begins just after it.
    /// </summary>
    /// <remarks>A tail that was torn since may have taken events away that the snapshot holds.</remarks>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public bool IsReachable(SnapshotEntry entry)
    {
        if (entry.Sequence <= _reader.FirstSequence)
        {
            return entry.Sequence == _reader.FirstSequence;
        }

        using var cursor = _reader.OpenEvents();
        cursor.SeekSequence(entry.Sequence - 1);
        return cursor.TryReadFrame(out _) && cursor.FirstSequence == entry.Sequence - 1;
    }

    /// <summary>The size of a snapshot's file, in bytes.</summary>
    public long SizeOf(SnapshotEntry entry)
    {
        using var file = _storage.OpenRead(entry.Name);
        return file.Length;
    }

    /// <summary>Writes a snapshot; one of the same sequence is replaced.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="prove">
    /// Given what was read back from the device's file before it has its name: restores it, compares its digest, and
    /// throws where it is not what it says.
    /// </param>
    /// <returns>The file.</returns>
    /// <exception cref="JournalException">The disk failed or is full (Io): what was there before is there.</exception>
    public SnapshotEntry Write(JournalSnapshot snapshot, Action<JournalSnapshot> prove)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(prove);
        RemoveUnfinished();
        var name = SnapshotName.Of(snapshot.Sequence);
        var temporary = name + SnapshotName.TemporarySuffix;
        using (var file = _storage.Create(temporary))
        {
            file.Write(SnapshotFile.Encode(snapshot), 0);
            file.Sync();
        }

        try
        {
            using var file = _storage.OpenRead(temporary);
            prove(SnapshotFile.Read(file, _journalId, snapshot.Sequence));
        }
        catch (Exception exception) when (exception is InvalidDataException
            or JournalException { Category: JournalErrorCategory.Data })
        {
            _storage.Delete(temporary);
            throw;
        }

        _storage.Rename(temporary, name);
        _storage.SyncNames();
        return new SnapshotEntry(name, snapshot.Sequence);
    }

    /// <summary>Removes a snapshot.</summary>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public void Delete(SnapshotEntry entry)
    {
        _storage.Delete(entry.Name);
        _storage.SyncNames();
    }

    private void RemoveUnfinished()
    {
        foreach (var name in _storage.List())
        {
            if (SnapshotName.IsTemporary(name))
            {
                _storage.Delete(name);
            }
        }
    }
}
