using Journal.Format;

namespace Journal.Reading;

/// <summary>What must hold of a frame before it is trusted, and of its slots before they are handed out.</summary>
internal static class FrameChecks
{
    /// <summary>Checks a header by itself and against what came before it.</summary>
    /// <param name="header">The header.</param>
    /// <param name="epoch">The epoch of the segment.</param>
    /// <param name="nextSequence">The sequence that follows.</param>
    /// <param name="lastCrc">The CRC that the frame must name.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    internal static string? WrongInHeader(in FrameHeader header, long epoch, long nextSequence, uint lastCrc)
    {
        if (header.Magic != JournalFormat.FrameMagic)
        {
            return "no frame begins here";
        }

        if (header.HeaderCrc != FrameHeader.CrcOf(in header))
        {
            return "the checksum of a frame's header is wrong";
        }

        if (header.Version != JournalFormat.Version || header.Count > JournalFormat.FrameSlotsLimit)
        {
            return $"a frame of version {header.Version} with {header.Count} slots is not known here";
        }

        if (header.Epoch != epoch)
        {
            return $"a frame of epoch {header.Epoch} lies in a segment of epoch {epoch}";
        }

        if (header.FirstSequence != nextSequence)
        {
            return $"the sequence jumps from {nextSequence} to {header.FirstSequence}";
        }

        return header.PreviousCrc != lastCrc ? "a frame does not follow the one before it" : null;
    }

    /// <summary>Checks order and runs of slots whose checksum is right.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="slots">All its slots.</param>
    /// <param name="lastOrder">The order up to the frame before; the least number where it is not known.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    internal static string? WrongInSlots<TSlot, TRules>(
        in FrameHeader header, ReadOnlySpan<TSlot> slots, long lastOrder)
        where TSlot : unmanaged
        where TRules : struct, ISlotRules<TSlot>
    {
        // After a seek into the midst the frame's own header says how high the slots before it came.
        var isUnknown = lastOrder == long.MinValue && TRules.MayFall && header.FirstSequence > 0;
        var previous = isUnknown ? header.FirstOrder : lastOrder;
        if (FrameRules.Check<TSlot, TRules>(slots, previous, out var span) is { } wrong)
        {
            return wrong;
        }

        return span != new OrderSpan(header.FirstOrder, header.LastOrder)
            ? $"a frame's first and last {TRules.OrderName} are not those of its slots"
            : null;
    }
}
