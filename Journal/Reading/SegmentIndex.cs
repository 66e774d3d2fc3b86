using System.Runtime.InteropServices;
using Journal.Compression;
using Journal.Format;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>
/// The sparse index of a sealed segment: a place about every megabyte. A hint and no more: what a reader finds at the
/// place is checked as everywhere, and without an index, or with a bad one, it walks. One thread.
/// </summary>
internal static class SegmentIndex
{
    private const string Suffix = ".idx";
    private const long IntervalBytes = 1 << 20;
    private const int BytesMax = 4 << 20;

    /// <summary>The name of a segment's index.</summary>
    internal static string NameOf(string segment) => Path.ChangeExtension(segment, Suffix);

    /// <summary>Reads the index of a segment.</summary>
    /// <returns>Its entries; none where there is no index of just this segment.</returns>
    internal static IndexEntry[] Load(IJournalStorage storage, string segment, in SegmentHeader of)
    {
        var name = NameOf(segment);
        if (!storage.Exists(name))
        {
            return [];
        }

        using var file = storage.OpenRead(name);
        var header = default(IndexHeader);
        var bytes = MemoryMarshal.AsBytes(new Span<IndexHeader>(ref header));
        if (file.Read(bytes, 0) < bytes.Length || header.Magic != IndexHeader.IndexMagic
            || header.HeaderCrc != IndexHeader.CrcOf(in header) || header.Version != IndexHeader.CurrentVersion
            || header.Count > BytesMax / IndexEntry.SizeBytes || header.JournalId != of.JournalId
            || header.SegmentNumber != of.SegmentNumber || header.Epoch != of.Epoch
            || header.FirstSequence != of.FirstSequence)
        {
            return [];
        }

        var entries = new IndexEntry[header.Count];
        var content = MemoryMarshal.AsBytes(entries.AsSpan());
        return file.Read(content, IndexHeader.SizeBytes) == content.Length
            && Crc32C.Compute(content) == header.EntriesCrc ? entries : [];
    }

    /// <summary>Makes the index of a sealed segment that has none, or a bad one.</summary>
    /// <returns>Whether one was made.</returns>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    internal static bool Ensure(IJournalStorage storage, string segment)
    {
        using var file = SegmentFiles.OpenRead(storage, segment);
        var page = new byte[JournalFormat.SegmentHeaderSizeBytes];
        if (SegmentHeader.TryDecode(page.AsSpan(0, file.Read(page, 0)), out var header, out var crc) is not null
            || Load(storage, segment, in header).Length > 0)
        {
            return false;
        }

        var entries = Scan(file, in header, crc);
        if (entries.Count == 0)
        {
            return false;
        }

        Write(storage, NameOf(segment), in header, entries);
        return true;
    }

    /// <summary>The last entry at or before a sequence.</summary>
    internal static bool TryFindSequence(ReadOnlySpan<IndexEntry> entries, long sequence, out IndexEntry entry)
    {
        var low = 0;
        for (var high = entries.Length; low < high;)
        {
            var middle = (low + high) / 2;
            (low, high) = entries[middle].Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        entry = low > 0 ? entries[low - 1] : default;
        return low > 0;
    }

    /// <summary>The last entry before which the order had not come to a value.</summary>
    internal static bool TryFindOrder(ReadOnlySpan<IndexEntry> entries, long order, out IndexEntry entry)
    {
        var low = 0;
        for (var high = entries.Length; low < high;)
        {
            var middle = (low + high) / 2;
            (low, high) = entries[middle].Order < order ? (middle + 1, high) : (low, middle);
        }

        entry = low > 0 ? entries[low - 1] : default;
        return low > 0;
    }

    private static List<IndexEntry> Scan(IJournalFile file, in SegmentHeader segment, uint crc)
    {
        var entries = new List<IndexEntry>();
        var blocks = new BlockReader();
        blocks.Attach(file);
        var frames = new FrameScan(blocks, in segment, crc);
        var next = 0L;
        while (frames.TryNext(out var header, out var frame))
        {
            var offset = frames.Offset - frame.Length;
            if (header.Count > 0 && !header.Is(FrameFlags.Catalogue) && offset >= next)
            {
                entries.Add(new IndexEntry(header.FirstSequence, header.FirstOrder, offset));
                next = offset + IntervalBytes;
            }
        }

        // A segment that is not whole gets no index: who reads it will say what is wrong.
        return frames.Wrong is null ? entries : [];
    }

    private static void Write(
        IJournalStorage storage, string name, in SegmentHeader segment, List<IndexEntry> entries)
    {
        var content = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(entries));
        var header = new IndexHeader
        {
            Magic = IndexHeader.IndexMagic,
            Version = IndexHeader.CurrentVersion,
            Count = (uint)entries.Count,
            JournalId = segment.JournalId,
            SegmentNumber = segment.SegmentNumber,
            Epoch = segment.Epoch,
            FirstSequence = segment.FirstSequence,
            EntriesCrc = Crc32C.Compute(content),
        };
        header.HeaderCrc = IndexHeader.CrcOf(in header);
        var temporary = name + SegmentName.TemporarySuffix;
        using (var file = storage.Create(temporary))
        {
            file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<IndexHeader>(in header)), 0);
            file.Write(content, IndexHeader.SizeBytes);
            file.Sync();
        }

        storage.Rename(temporary, name);
        storage.SyncNames();
    }
}
