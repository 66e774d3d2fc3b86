using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Storage;

namespace Journal.Compression;

/// <summary>
/// A compressed segment, read as if it were not: the same bytes at the same positions, block by block from the file,
/// each block's checksum before anything of it is used. One thread; nothing is allocated once the buffers have grown.
/// </summary>
/// <remarks>
/// Where a block is not right, reading ends before it, as at the end of a file, and <see cref="Fault" /> tells the place.
/// </remarks>
internal sealed class CompressedSegmentFile : IJournalFile
{
    private readonly IJournalFile _file;
    private readonly byte[] _page;
    private readonly CompressedFacts _facts;
    private readonly BlockEntry[] _blocks;
    private readonly BlockDecoder _decoder;
    private byte[] _inFile = [];
    private byte[] _raw = [];
    private int _block = -1;
    private int _rawLength;

    private CompressedSegmentFile(
        IJournalFile file, byte[] page, in CompressedFacts facts, BlockEntry[] blocks, in SegmentHeader header)
    {
        _file = file;
        _page = page;
        _facts = facts;
        _blocks = blocks;
        _decoder = new BlockDecoder(in header);
    }

    public string Path
    {
        get => _file.Path;
        set => _file.Path = value;
    }

    /// <summary>The length of the restored segment.</summary>
    public long Length => _facts.RawLength;

    /// <summary>What is wrong, and where in the file; null where nothing was met.</summary>
    internal (string What, long Offset)? Fault { get; private set; }

    /// <summary>Opens a segment whose header page says that it is compressed.</summary>
    /// <param name="file">The file; closed with what is returned.</param>
    /// <param name="page">Its header page, whose checksum is right; taken.</param>
    internal static CompressedSegmentFile Open(IJournalFile file, byte[] page)
    {
        var isRestored = CompressedFacts.TryRestore(page, out var facts);
        var header = MemoryMarshal.Read<SegmentHeader>(page);
        var blocks = isRestored ? ReadTable(file, in facts) : null;
        var segment = new CompressedSegmentFile(file, page, in facts, blocks ?? [], in header);
        if (!isRestored)
        {
            segment.Fault = ("the compressed segment's header does not give back the one it replaced", 0);
        }
        else if (blocks is null)
        {
            segment.Fault = ("the table of a compressed segment is not whole", facts.TableOffset);
        }

        return segment;
    }

    public int Read(Span<byte> destination, long offset)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var count = ReadSome(destination[total..], offset + total);
            if (count == 0)
            {
                break;
            }

            total += count;
        }

        return total;
    }

    public void Write(ReadOnlySpan<byte> source, long offset) => throw ReadOnly();

    public void Sync() => throw ReadOnly();

    public void SetLength(long length) => throw ReadOnly();

    public void Dispose() => _file.Dispose();

    /// <summary>Where in the file a position of the restored segment is held.</summary>
    internal long PlaceOf(long offset)
    {
        var index = IndexOf(offset);
        return index < 0 ? offset : _blocks[index].OffsetInFile;
    }

    private static BlockEntry[]? ReadTable(IJournalFile file, in CompressedFacts facts)
    {
        // The file's own length bounds what is allocated, whatever the numbers say.
        var length = file.Length;
        var tableBytes = (long)facts.BlockCount * BlockEntry.SizeBytes;
        if (facts.TableOffset < JournalFormat.SegmentHeaderSizeBytes || facts.TableOffset > length
            || facts.TableOffset + tableBytes != length || tableBytes > int.MaxValue)
        {
            return null;
        }

        var blocks = new BlockEntry[facts.BlockCount];
        var bytes = MemoryMarshal.AsBytes(blocks.AsSpan());
        if (file.Read(bytes, facts.TableOffset) != bytes.Length || Crc32C.Compute(bytes) != facts.TableCrc)
        {
            return null;
        }

        return AreInOrder(blocks, in facts) ? blocks : null;
    }

    private static bool AreInOrder(BlockEntry[] blocks, in CompressedFacts facts)
    {
        var offset = (long)JournalFormat.SegmentHeaderSizeBytes;
        var inFile = (long)JournalFormat.SegmentHeaderSizeBytes;
        for (var i = 0; i < blocks.Length; i++)
        {
            var (nextOffset, nextInFile) = i + 1 < blocks.Length
                ? (blocks[i + 1].Offset, blocks[i + 1].OffsetInFile) : (facts.RawLength, facts.TableOffset);
            var isNext = blocks[i].Offset == offset && blocks[i].OffsetInFile == inFile
                && nextOffset > offset && nextOffset - offset <= CodecLimits.BlockRawBytes
                && nextInFile >= inFile + BlockHeader.SizeBytes && nextInFile - inFile <= CodecLimits.BlockBytes;
            if (!isNext)
            {
                return false;
            }

            (offset, inFile) = (nextOffset, nextInFile);
        }

        return offset == facts.RawLength && inFile == facts.TableOffset;
    }

    private int ReadSome(Span<byte> destination, long offset)
    {
        ReadOnlySpan<byte> source;
        if (offset < _page.Length)
        {
            source = _page.AsSpan((int)offset);
        }
        else
        {
            var index = IndexOf(offset);
            if (index < 0 || (index != _block && !TryLoad(index)))
            {
                return 0;
            }

            source = _raw.AsSpan(0, _rawLength)[(int)(offset - _blocks[index].Offset)..];
        }

        var count = Math.Min(source.Length, destination.Length);
        source[..count].CopyTo(destination);
        return count;
    }

    private int IndexOf(long offset)
    {
        if (offset < JournalFormat.SegmentHeaderSizeBytes || offset >= _facts.RawLength || _blocks.Length == 0)
        {
            return -1;
        }

        // Reading goes on from block to block: the one at hand or the next is the answer nearly always.
        for (var near = Math.Max(_block, 0); near <= _block + 1 && near < _blocks.Length; near++)
        {
            if (offset >= _blocks[near].Offset && offset < EndOf(near))
            {
                return near;
            }
        }

        int low = 0, high = _blocks.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _blocks[middle].Offset <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private long EndOf(int index) => index + 1 < _blocks.Length ? _blocks[index + 1].Offset : _facts.RawLength;

    private bool TryLoad(int index)
    {
        _block = -1;
        var place = _blocks[index].OffsetInFile;
        var size = (int)((index + 1 < _blocks.Length ? _blocks[index + 1].OffsetInFile : _facts.TableOffset) - place);
        if (_inFile.Length < size + CodecLimits.SlackBytes)
        {
            _inFile = new byte[size + (size / 4) + CodecLimits.SlackBytes];
        }

        var bytes = _inFile.AsSpan(0, size);
        var rawLength = (int)(EndOf(index) - _blocks[index].Offset);
        if (_file.Read(bytes, place) != size)
        {
            return Break("a block is cut short", place);
        }

        var header = MemoryMarshal.Read<BlockHeader>(bytes);
        if (header.Magic != BlockHeader.BlockMagic || header.SizeInFile != size
            || header.Crc != Crc32C.Compute(bytes[BlockHeader.CheckedOffset..]))
        {
            return Break("the checksum of a block is wrong", place);
        }

        if (header.RawBytes != rawLength || header.Offset != _blocks[index].Offset)
        {
            return Break("a block does not fit the segment's table", place);
        }

        _raw = _raw.Length < rawLength ? new byte[rawLength + (rawLength / 4)] : _raw;
        if (!_decoder.TryDecode(in header, _inFile, _raw.AsSpan(0, rawLength)))
        {
            return Break("a block does not give back its frames", place);
        }

        _rawLength = rawLength;
        _block = index;
        return true;
    }

    private bool Break(string what, long place)
    {
        Fault = (what, place);
        return false;
    }

    private InvalidOperationException ReadOnly() => new($"{Path} is compressed: nothing is written into it.");
}
