using System.Buffers;
using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>Looks at what follows the first bad frame of a stream's last segment. Slow path: once per end.</summary>
internal static class TailScan
{
    private const int BlockBytes = 256 << 10;

    /// <summary>
    /// The highest durable watermark among valid frame headers of the epoch from a position on: if it covers the bad
    /// frame,
    /// that frame was acknowledged and is damaged; if not, it is a write that never came to its end.
    /// </summary>
    /// <returns>The watermark, −1 where no header vouches, and where the last byte that is not zero ends.</returns>
    internal static (long Watermark, long DataEnd) Run(IJournalFile file, long offset, long epoch)
    {
        var watermark = -1L;
        var dataEnd = offset;
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        for (var position = offset; ; position += BlockBytes)
        {
            var bytes = block.AsSpan(0, file.Read(block.AsSpan(0, BlockBytes), position));
            var last = bytes.LastIndexOfAnyExcept((byte)0);
            if (last >= 0)
            {
                dataEnd = position + last + 1;
                foreach (ref readonly var header in MemoryMarshal.Cast<byte, FrameHeader>(bytes))
                {
                    if (header.Magic == JournalFormat.FrameMagic && header.Epoch == epoch
                        && header.HeaderCrc == FrameHeader.CrcOf(in header))
                    {
                        watermark = Math.Max(watermark, header.DurableWatermark);
                    }
                }
            }

            if (bytes.Length < BlockBytes)
            {
                ArrayPool<byte>.Shared.Return(block);
                return (watermark, dataEnd);
            }
        }
    }

    /// <summary>
    /// Whether a whole frame header of the epoch, of a later sequence, stands behind a place, as near as the next frame
    /// must: the frame at the place was written before it.
    /// </summary>
    internal static bool FindsLater(IJournalFile file, long offset, long epoch, long sequence)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var end = offset + JournalFormat.FrameSizeLimit + JournalFormat.FrameHeaderSizeBytes;
            for (var position = offset + JournalFormat.FrameHeaderSizeBytes; position < end; position += BlockBytes)
            {
                var bytes = block.AsSpan(0, file.Read(block.AsSpan(0, BlockBytes), position));
                foreach (ref readonly var header in MemoryMarshal.Cast<byte, FrameHeader>(bytes))
                {
                    if (header.Magic == JournalFormat.FrameMagic && header.Epoch == epoch
                        && header.FirstSequence >= sequence && header.HeaderCrc == FrameHeader.CrcOf(in header))
                    {
                        return true;
                    }
                }

                if (bytes.Length < BlockBytes)
                {
                    break;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
