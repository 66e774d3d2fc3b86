using Journal.Format;
using Journal.Storage;

namespace Journal.Compression;

/// <summary>
/// Puts the raw form of a segment in the place of the compressed one, where something of it must be cut. One thread.
/// </summary>
internal static class SegmentRestorer
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Makes a segment raw; one that is raw already is not touched.</summary>
    /// <exception cref="JournalException">A block is damaged (Data), or the disk failed (Io).</exception>
    internal static void MakeRaw(IJournalStorage storage, string name)
    {
        using var source = SegmentFiles.OpenRead(storage, name);
        if (source is not CompressedSegmentFile compressed)
        {
            return;
        }

        var temporary = name + SegmentName.TemporarySuffix;
        using (var target = storage.Create(temporary))
        {
            var block = new byte[(int)Math.Min(BlockBytes, compressed.Length)];
            for (var offset = 0L; offset < compressed.Length; offset += block.Length)
            {
                var count = (int)Math.Min(block.Length, compressed.Length - offset);
                if (compressed.Read(block.AsSpan(0, count), offset) < count)
                {
                    var (what, place) = compressed.Fault ?? ("the segment is cut short", 0);
                    throw JournalException.Damaged(storage.Directory, new JournalFault(name, place, what, 0));
                }

                target.Write(block.AsSpan(0, count), offset);
            }

            target.Sync();
        }

        storage.Rename(temporary, name);
        storage.SyncNames();
    }
}
