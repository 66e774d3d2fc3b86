using System.Runtime.InteropServices;
using Journal.Format;

namespace Journal.Compression;

/// <summary>Gathers whole frames and makes blocks of them. One thread; see docs/journal-format.md for the bytes.</summary>
internal sealed class BlockEncoder
{
    private readonly long _epoch;
    private readonly SlotEncoder _encoder;
    private readonly ByteSink _raw = new();
    private readonly ByteSink _notes = new();
    private readonly ByteSink _payload = new();
    private readonly ByteSink _block = new();
    private BlockHeader _header;
    private uint _lastCrc;
    private int _units;

    /// <summary>Begins with the first frame of a segment.</summary>
    /// <param name="segment">The segment's header, not compressed.</param>
    /// <param name="headerCrc">Its checksum.</param>
    internal BlockEncoder(in SegmentHeader segment, uint headerCrc)
    {
        _epoch = segment.Epoch;
        _encoder = new SlotEncoder(SlotLayout.KeyWord(segment.Stream));
        _lastCrc = headerCrc;
        _header.Offset = JournalFormat.SegmentHeaderSizeBytes;
    }

    /// <summary>Whether there is a frame for a block.</summary>
    internal bool HasFrames => _raw.Length > 0;

    /// <summary>Whether the block has its size.</summary>
    internal bool IsFull => _units >= CodecLimits.BlockSlotsTarget;

    /// <summary>Takes a frame that was checked.</summary>
    internal void Add(in FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (!HasFrames)
        {
            _header.PreviousCrc = _lastCrc;
            _header.FirstSequence = header.FirstSequence;
        }

        _raw.Bytes(frame);
        _header.FrameCount++;
        _header.SlotCount += header.Count;
        _units += frame.Length / JournalFormat.SlotSizeBytes;
        _lastCrc = header.HeaderCrc;
    }

    /// <summary>Makes the block of the frames so far and begins the next.</summary>
    /// <returns>The block with its header; valid until the next call.</returns>
    internal ReadOnlySpan<byte> Finish(out BlockHeader header)
    {
        var payload = EncodePayload();
        var unpadded = BlockHeader.SizeBytes + payload.Length;
        _header.Magic = BlockHeader.BlockMagic;
        _header.SizeInFile = (uint)((unpadded + 7) & ~7);
        _header.RawBytes = (uint)_raw.Length;
        _header.Crc = 0;
        _block.Clear();
        _block.Bytes(MemoryMarshal.AsBytes(new ReadOnlySpan<BlockHeader>(in _header)));
        _block.Bytes(payload);
        while (_block.Length < _header.SizeInFile)
        {
            _block.Byte(0);
        }

        _header.Crc = Crc32C.Compute(_block.Written[BlockHeader.CheckedOffset..]);
        MemoryMarshal.Write(_block.Rewrite(0, BlockHeader.SizeBytes), in _header);
        header = _header;
        _header = new BlockHeader { Offset = _header.Offset + _raw.Length };
        _raw.Clear();
        _units = 0;
        return _block.Written;
    }

    private ReadOnlySpan<byte> EncodePayload()
    {
        var note = new FrameNote(_epoch, in _header);
        _notes.Clear();
        _encoder.Slots.Clear();
        for (var rest = _raw.Written; !rest.IsEmpty;)
        {
            var header = MemoryMarshal.Read<FrameHeader>(rest);
            var frame = rest[..(JournalFormat.FrameHeaderSizeBytes + header.PayloadBytes)];
            note.Write(_notes, frame);
            _encoder.Slots.Add(MemoryMarshal.Cast<byte, ulong>(frame[JournalFormat.FrameHeaderSizeBytes..]));
            rest = rest[frame.Length..];
        }

        _payload.Clear();
        _payload.Varint((ulong)_notes.Length);
        _payload.Bytes(_notes.Written);
        var isColumnar = _encoder.TryEncode(_payload) && _payload.Length < _raw.Length;
        _header.Mode = isColumnar ? BlockMode.Columnar : BlockMode.Raw;
        return isColumnar ? _payload.Written : _raw.Written;
    }
}
