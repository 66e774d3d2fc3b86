using Journal.Format;
using Journal.Storage;

namespace Journal.Compression;

/// <summary>Opens segments to read, compressed or not: the bytes are those that the writer wrote.</summary>
internal static class SegmentFiles
{
    /// <summary>Opens a segment.</summary>
    /// <exception cref="JournalException">It cannot be opened or read (Usage, Io).</exception>
    internal static IJournalFile OpenRead(IJournalStorage storage, string name)
    {
        var file = storage.OpenRead(name);
        try
        {
            return Unfold(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a segment is stored compressed; a damaged header is not.</summary>
    internal static bool IsCompressed(IJournalStorage storage, string name)
    {
        using var file = OpenRead(storage, name);
        return file is CompressedSegmentFile;
    }

    private static IJournalFile Unfold(IJournalFile file)
    {
        Span<byte> start = stackalloc byte[SegmentHeader.SizeBytes];
        if (file.Read(start, 0) < start.Length || start[CodecOffset] != CompressedFacts.Codec)
        {
            return file;
        }

        // Whatever is wrong with the page itself is found, and named, by whoever reads the segment.
        var page = new byte[JournalFormat.SegmentHeaderSizeBytes];
        return SegmentHeader.TryDecode(page.AsSpan(0, file.Read(page, 0)), out var header, out _) is null
            && header.MinReaderVersion <= JournalFormat.ReaderVersion
                ? CompressedSegmentFile.Open(file, page) : file;
    }

    private const int CodecOffset = 14;
}
