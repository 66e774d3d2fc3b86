using System.Runtime.InteropServices;
using Journal.Format;

namespace Journal.Compression;

/// <summary>
/// Restores the frames of a block. Its checksum is right already; still, no bytes make it touch other memory or run on.
/// One thread.
/// </summary>
internal sealed class BlockDecoder
{
    private readonly long _epoch;
    private readonly SlotDecoder _decoder;

    internal BlockDecoder(in SegmentHeader segment)
    {
        _epoch = segment.Epoch;
        _decoder = new SlotDecoder(SlotLayout.KeyWord(segment.Stream));
    }

    /// <summary>Restores a block.</summary>
    /// <param name="header">The block's header.</param>
    /// <param name="block">The block from its first byte, with slack behind its end.</param>
    /// <param name="raw">Exactly as long as the header says.</param>
    /// <returns>False where the block does not give it.</returns>
    internal bool TryDecode(in BlockHeader header, byte[] block, Span<byte> raw)
    {
        var payload = block.AsSpan(0, (int)header.SizeInFile)[BlockHeader.SizeBytes..];
        if (header.Mode == BlockMode.Raw)
        {
            var isWhole = payload.Length >= raw.Length;
            payload[..Math.Min(payload.Length, raw.Length)].CopyTo(raw);
            return isWhole;
        }

        return header.Mode == BlockMode.Columnar && TryDecodeColumns(in header, block, payload, raw);
    }

    private bool TryDecodeColumns(in BlockHeader header, byte[] block, ReadOnlySpan<byte> payload, Span<byte> raw)
    {
        var source = new ByteSource(payload);
        var notes = new ByteSource(source.Bytes(source.Below(CodecLimits.BlockBytes)));
        var note = new FrameNote(_epoch, in header);
        if (!_decoder.TryBegin(ref source, block, BlockHeader.SizeBytes))
        {
            return false;
        }

        for (var frames = header.FrameCount; frames > 0; frames--)
        {
            var begun = FrameNote.ReadCount(ref notes);
            var size = JournalFormat.FrameHeaderSizeBytes + ((int)begun.Count * JournalFormat.SlotSizeBytes);
            if (notes.IsBroken || size > raw.Length)
            {
                return false;
            }

            var frame = raw[..size];
            if (!_decoder.TryDecode(MemoryMarshal.Cast<byte, ulong>(frame[JournalFormat.FrameHeaderSizeBytes..])))
            {
                return false;
            }

            note.Restore(ref notes, begun, frame);
            raw = raw[size..];
        }

        return raw.IsEmpty && !notes.IsBroken && _decoder.IsAtEnd;
    }
}
