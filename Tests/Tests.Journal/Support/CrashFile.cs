using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>A file that knows what of it was synced and what was only written.</summary>
internal sealed class CrashFile(CrashStorage storage, string path) : IJournalFile
{
    private const int SectorBytes = 512;

    private readonly List<(long Offset, byte[] Bytes)> _pending = [];
    private readonly MemoryFile _current = new(path);
    private byte[] _durable = [];

    public string Path => path;

    public long Length => _current.Length;

    /// <summary>How often it was synced.</summary>
    internal int SyncCount { get; private set; }

    public int Read(Span<byte> destination, long offset) => _current.Read(destination, offset);

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        // The write under which the machine stops may have reached the device in any part.
        _pending.Add((offset, source.ToArray()));
        storage.Step();
        _current.Write(source, offset);
    }

    public void Sync()
    {
        storage.Step();
        _durable = [.. _current.Bytes];
        _pending.Clear();
        SyncCount++;
    }

    public void SetLength(long length)
    {
        storage.Step();
        _current.SetLength(length);

        // A cut is journaled by the file system in order; losing it is the case of a crash before it.
        if (_durable.Length > length)
        {
            Array.Resize(ref _durable, (int)length);
        }

        _pending.RemoveAll(write => write.Offset >= length);
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

    /// <summary>What the device has: the synced bytes, and each sector written since as the chance decides.</summary>
    internal byte[] Survivor(Func<bool> survives)
    {
        var result = new MemoryFile(path) { Bytes = [.. _durable] };
        foreach (var (offset, bytes) in _pending)
        {
            for (var start = 0; start < bytes.Length;)
            {
                var sectorEnd = ((offset + start) / SectorBytes * SectorBytes) + SectorBytes - offset;
                var end = (int)Math.Min(bytes.Length, sectorEnd);
                if (survives())
                {
                    result.Write(bytes.AsSpan(start, end - start), offset + start);
                }

                start = end;
            }
        }

        return result.Bytes;
    }
}
