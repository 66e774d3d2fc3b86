using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Reading;
using Journal.Storage;

namespace Journal.Compression;

/// <summary>
/// Puts the compressed form of a sealed segment in the place of the raw one: written beside it, synced, decoded and
/// compared byte for byte, then renamed over it. At every moment the name has one whole segment. One thread.
/// </summary>
internal sealed class SegmentCompressor
{
    private const int CompareBytes = 256 << 10;

    private readonly IJournalStorage _storage;
    private readonly string _name;
    private readonly List<BlockEntry> _blocks = [];
    private long _rawLength;
    private long _length;

    private SegmentCompressor(IJournalStorage storage, string name)
    {
        _storage = storage;
        _name = name;
    }

    /// <summary>Compresses one segment.</summary>
    /// <param name="storage">The journal's files.</param>
    /// <param name="name">The segment: sealed, and not the one that is written.</param>
    /// <param name="cancellation">Stops between blocks; the raw segment stays.</param>
    /// <returns>Its size before and after; the same where it is not worth it or was compressed already.</returns>
    /// <exception cref="JournalException">The segment is damaged (Data), or the disk failed (Io).</exception>
    internal static (long Before, long After) Run(
        IJournalStorage storage, string name, CancellationToken cancellation = default)
    {
        using (var file = SegmentFiles.OpenRead(storage, name))
        {
            if (file is CompressedSegmentFile)
            {
                using var plain = storage.OpenRead(name);
                return (plain.Length, plain.Length);
            }

            var compressor = new SegmentCompressor(storage, name);
            var temporary = name + SegmentName.TemporarySuffix;
            var isDone = false;
            try
            {
                isDone = compressor.TryWrite(file, temporary, cancellation);
            }
            finally
            {
                if (!isDone)
                {
                    storage.Delete(temporary);
                }
            }

            if (!isDone)
            {
                return (file.Length, file.Length);
            }

            storage.Rename(temporary, name);
            storage.SyncNames();
            return (file.Length, compressor._length);
        }
    }

    private bool TryWrite(IJournalFile source, string temporary, CancellationToken cancellation)
    {
        using (var target = _storage.Create(temporary))
        {
            var page = WriteBlocks(source, target, cancellation);
            if (page is null || _length >= source.Length)
            {
                return false;
            }

            target.Write(page, 0);
            target.Sync();
        }

        Compare(source, temporary, cancellation);
        return true;
    }

    /// <summary>Writes blocks and table.</summary>
    /// <returns>The header page; null where the segment cannot be compressed.</returns>
    private byte[]? WriteBlocks(IJournalFile source, IJournalFile target, CancellationToken cancellation)
    {
        var blocks = new BlockReader();
        blocks.Attach(source);
        var rawPage = blocks.Peek(0, JournalFormat.SegmentHeaderSizeBytes, CompareBytes).ToArray();
        if (SegmentHeader.TryDecode(rawPage, out var segment, out var crc) is { } wrong)
        {
            throw Damaged(wrong, 0);
        }

        var encoder = new BlockEncoder(in segment, crc);
        var frames = new FrameScan(blocks, in segment, crc);
        _length = JournalFormat.SegmentHeaderSizeBytes;
        while (frames.TryNext(out var header, out var frame))
        {
            encoder.Add(in header, frame);
            if (encoder.IsFull || frames.IsSealed)
            {
                cancellation.ThrowIfCancellationRequested();
                Write(target, encoder);
            }
        }

        if (frames.Wrong is not null || TailScan.Run(source, frames.Offset, segment.Epoch).DataEnd > frames.Offset)
        {
            throw Damaged(frames.Wrong ?? "bytes follow the frame that seals the segment", frames.Offset);
        }

        _rawLength = frames.Offset;
        return WriteTable(target, rawPage, crc, in segment);
    }

    private void Write(IJournalFile target, BlockEncoder encoder)
    {
        var block = encoder.Finish(out var header);
        target.Write(block, _length);
        _blocks.Add(new BlockEntry(header.Offset, _length));
        _length += block.Length;
    }

    private byte[]? WriteTable(IJournalFile target, byte[] rawPage, uint crc, in SegmentHeader segment)
    {
        var table = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_blocks));
        target.Write(table, _length);
        var facts = new CompressedFacts
        {
            RawLength = _rawLength,
            TableOffset = _length,
            BlockCount = (uint)_blocks.Count,
            TableCrc = Crc32C.Compute(table),
            RawHeaderCrc = crc,
            RawFormatVersion = segment.FormatVersion,
            RawMinReaderVersion = segment.MinReaderVersion,
        };
        _length += table.Length;
        var page = new byte[JournalFormat.SegmentHeaderSizeBytes];
        return facts.TryApply(rawPage, page) ? page : null;
    }

    /// <summary>Nothing replaces a segment but what gives back every byte of it.</summary>
    private void Compare(IJournalFile source, string temporary, CancellationToken cancellation)
    {
        using var restored = SegmentFiles.OpenRead(_storage, temporary);
        var expected = new byte[CompareBytes];
        var actual = new byte[CompareBytes];
        var isSame = restored is CompressedSegmentFile && restored.Length == _rawLength;
        for (var offset = 0L; isSame && offset < _rawLength; offset += CompareBytes)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(CompareBytes, _rawLength - offset);
            isSame = source.Read(expected.AsSpan(0, count), offset) == count
                && restored.Read(actual.AsSpan(0, count), offset) == count
                && expected.AsSpan(0, count).SequenceEqual(actual.AsSpan(0, count));
        }

        if (!isSame)
        {
            throw new JournalException(
                JournalErrorCategory.Io, Path.Combine(_storage.Directory, temporary),
                "what was compressed does not give back the segment; the segment stays as it was",
                "check the disk and the memory, then run the command again");
        }
    }

    private JournalException Damaged(string what, long offset) =>
        JournalException.Damaged(_storage.Directory, new JournalFault(_name, offset, what, 0));
}
