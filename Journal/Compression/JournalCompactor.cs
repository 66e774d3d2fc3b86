using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Reading;
using Journal.Storage;

namespace Journal.Compression;

/// <summary>
/// Compresses the sealed segments of a journal; every reader reads them as before. A segment is replaced only by what
/// was decoded and compared with it, and by one rename: a crash leaves one or the other whole. One thread.
/// </summary>
public static class JournalCompactor
{
    /// <summary>Compresses a journal that nobody writes.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="progress">Told the bytes done and all bytes, after each segment; null for none.</param>
    /// <param name="cancellation">Stops between blocks; what was replaced stays, what was not is untouched.</param>
    /// <exception cref="JournalException">
    /// It is no journal or damaged (Usage, Data), another process writes it (Safety), or the disk failed (Io).
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CompactionResult Compact(
        string directory, IProgress<(long Done, long Total)>? progress = null, CancellationToken cancellation = default)
    {
        using var held = IdleJournal.Take(directory);
        return Compact(new DirectoryStorage(directory), withLast: true, progress, cancellation);
    }

    /// <summary>
    /// Compresses what is sealed of a journal that this process writes: for a thread at low priority, beside the writer's.
    /// </summary>
    /// <param name="directory">The journal's directory; the caller holds its writer.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <remarks>Only segments that another follows are touched, which no writer does. Not beside retention.</remarks>
    /// <exception cref="JournalException">A segment is damaged (Data), or the disk failed (Io).</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CompactionResult CompactSealed(string directory, CancellationToken cancellation = default) =>
        Compact(new DirectoryStorage(directory), withLast: false, progress: null, cancellation);

    /// <summary>For tests, which bring their own storage.</summary>
    internal static CompactionResult Compact(
        IJournalStorage storage, bool withLast = true, IProgress<(long Done, long Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        var reader = JournalReader.Open(storage);
        var total = reader.SizeBytes();
        var result = new CompactionResult
        {
            Compressed = 0,
            AlreadyCompressed = 0,
            Left = 0,
            BytesBefore = 0,
            BytesAfter = 0,
        };
        foreach (var segments in new[] { reader.EventSegments, reader.CommandSegments })
        {
            for (var i = 0; i < segments.Count; i++)
            {
                var isCold = i + 1 < segments.Count || (withLast && IsClosed(storage, segments[i].Name));
                result = Add(result, storage, segments[i].Name, isCold, cancellation);
                progress?.Report((result.BytesBefore, total));
            }
        }

        return result;
    }

    private static CompactionResult Add(
        CompactionResult result, IJournalStorage storage, string name, bool isCold, CancellationToken cancellation)
    {
        var wasCompressed = SegmentFiles.IsCompressed(storage, name);
        var (before, after) = isCold && !wasCompressed
            ? SegmentCompressor.Run(storage, name, cancellation) : SizeOf(storage, name);
        return result with
        {
            Compressed = result.Compressed + (after < before ? 1 : 0),
            AlreadyCompressed = result.AlreadyCompressed + (wasCompressed ? 1 : 0),
            Left = result.Left + (after == before && !wasCompressed ? 1 : 0),
            BytesBefore = result.BytesBefore + before,
            BytesAfter = result.BytesAfter + after,
        };
    }

    private static (long Before, long After) SizeOf(IJournalStorage storage, string name)
    {
        using var file = storage.OpenRead(name);
        return (file.Length, file.Length);
    }

    /// <summary>Whether the last segment of a stream ends with the seal of a journal that was closed.</summary>
    private static bool IsClosed(IJournalStorage storage, string name)
    {
        using var file = SegmentFiles.OpenRead(storage, name);
        Span<byte> seal = stackalloc byte[JournalFormat.FrameHeaderSizeBytes];
        if (file.Length < JournalFormat.SegmentHeaderSizeBytes + seal.Length
            || file.Read(seal, file.Length - seal.Length) < seal.Length)
        {
            return false;
        }

        var header = MemoryMarshal.Read<FrameHeader>(seal);
        return header.Magic == JournalFormat.FrameMagic && header.HeaderCrc == FrameHeader.CrcOf(in header)
            && header.Is(FrameFlags.Sealed) && header.Is(FrameFlags.CleanClose);
    }
}
