using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Storage;

namespace Tests.Journal.Support;

/// <summary>
/// Rewrites frames on their way to the disk as a writer would have made them that forgot one field; all else, the
/// checksums too, is right.
/// </summary>
internal sealed class SabotagedStorage(IJournalStorage inner, Sabotage sabotage) : IJournalStorage
{
    private readonly Dictionary<uint, uint> _crcs = [];

    public string Directory => inner.Directory;

    public IReadOnlyList<string> List() => inner.List();

    public bool Exists(string name) => inner.Exists(name);

    public IJournalFile Create(string name) => new SabotagedFile(this, inner.Create(name));

    public IJournalFile OpenRead(string name) => inner.OpenRead(name);

    public IJournalFile OpenWrite(string name) => new SabotagedFile(this, inner.OpenWrite(name));

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string name) => inner.Delete(name);

    public void SyncNames() => inner.SyncNames();

    private byte[] Rewrite(ReadOnlySpan<byte> source)
    {
        var bytes = source.ToArray();
        if (bytes.Length < JournalFormat.FrameHeaderSizeBytes)
        {
            return bytes;
        }

        ref var header = ref MemoryMarshal.AsRef<FrameHeader>(bytes.AsSpan());
        if (header.Magic != JournalFormat.FrameMagic)
        {
            return bytes;
        }

        var before = header.HeaderCrc;
        header.PreviousCrc = _crcs.GetValueOrDefault(header.PreviousCrc, header.PreviousCrc);
        switch (sabotage)
        {
            case Sabotage.Chain:
                header.PreviousCrc = 0;
                break;
            case Sabotage.Epoch:
                header.Epoch = 0;
                break;
            case Sabotage.Watermark:
                header.DurableWatermark = -1;
                break;
            default:
                break;
        }

        header.HeaderCrc = FrameHeader.CrcOf(in header);
        _crcs[before] = header.HeaderCrc;
        return bytes;
    }

    private sealed class SabotagedFile(SabotagedStorage storage, IJournalFile file) : IJournalFile
    {
        public string Path
        {
            get => file.Path;
            set => file.Path = value;
        }

        public long Length => file.Length;

        public int Read(Span<byte> destination, long offset) => file.Read(destination, offset);

        public void Write(ReadOnlySpan<byte> source, long offset) => file.Write(storage.Rewrite(source), offset);

        public void Sync() => file.Sync();

        public void SetLength(long length) => file.SetLength(length);

        public void Dispose() => file.Dispose();
    }
}
