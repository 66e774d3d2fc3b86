using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>A file that knows what of it was synced and what was only written.</summary>
internal sealed class CrashFile : IJournalFile
{
    private const int SectorBytes = 512;

    private readonly CrashStorage _storage;
    private readonly List<Piece> _pending = [];
    private readonly MemoryFile _current;
    private byte[] _durable = [];

    internal CrashFile(CrashStorage storage, string path)
    {
        _storage = storage;
        _current = new MemoryFile(path);
        Path = path;
    }

    public string Path { get; set; }

    public long Length
    {
        get
        {
            lock (_storage)
            {
                return _current.Length;
            }
        }
    }

    /// <summary>How often it was synced.</summary>
    internal int SyncCount { get; private set; }

    /// <summary>Sectors and cuts since the last sync: each may be on the device or not.</summary>
    internal int PendingCount => _pending.Count;

    public int Read(Span<byte> destination, long offset)
    {
        lock (_storage)
        {
            return _current.Read(destination, offset);
        }
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        lock (_storage)
        {
            // The write under which the machine stops may have reached the device in any part.
            AddSectors(source, offset);
            _storage.Step(CrashCall.Write);
            _current.Write(source, offset);
        }
    }

    public void Sync()
    {
        lock (_storage)
        {
            _storage.Step(CrashCall.Sync);
            if (!_storage.Loses.HasFlag(CrashLoss.FileSyncs))
            {
                _durable = [.. _current.Bytes];
                _pending.Clear();
                SyncCount++;
            }
        }
    }

    public void SetLength(long length)
    {
        lock (_storage)
        {
            if (!_storage.HasEnded)
            {
                _pending.Add(new Piece(length, null));
            }

            _storage.Step(CrashCall.SetLength);
            _current.SetLength(length);
        }
    }

    public void Dispose()
    {
        // The bytes stay.
    }

    /// <summary>The file as it is: all of it on the device.</summary>
    internal void Settle(byte[] bytes)
    {
        _durable = bytes;
        _current.Bytes = [.. bytes];
    }

    /// <summary>What the device has: the synced bytes, and of what came since whatever survives.</summary>
    /// <param name="survives">Asked for each sector and cut, in their order.</param>
    internal byte[] Survivor(Func<bool> survives)
    {
        var result = new MemoryFile(Path) { Bytes = [.. _durable] };
        foreach (var (offset, bytes) in _pending)
        {
            if (!survives())
            {
                continue;
            }

            if (bytes is null)
            {
                result.SetLength(offset);
            }
            else
            {
                result.Write(bytes, offset);
            }
        }

        return result.Bytes;
    }

    private void AddSectors(ReadOnlySpan<byte> source, long offset)
    {
        for (var start = 0; start < source.Length && !_storage.HasEnded;)
        {
            var sectorEnd = ((offset + start) / SectorBytes * SectorBytes) + SectorBytes - offset;
            var end = (int)Math.Min(source.Length, sectorEnd);
            _pending.Add(new Piece(offset + start, source[start..end].ToArray()));
            start = end;
        }
    }

    /// <summary>What may or may not have reached the device.</summary>
    /// <param name="Offset">Where; or the new length.</param>
    /// <param name="Bytes">Within one sector; null for a cut.</param>
    private readonly record struct Piece(long Offset, byte[]? Bytes);
}
