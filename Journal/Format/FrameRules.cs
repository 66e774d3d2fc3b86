using Engine.Model.Events;

namespace Journal.Format;

/// <summary>What must hold of the slots of a frame, before it is written and after it is read.</summary>
internal static class FrameRules
{
    /// <summary>Checks order and runs.</summary>
    /// <param name="slots">The slots of one frame.</param>
    /// <param name="previousOrder">The highest time, or the cause, up to the slot before.</param>
    /// <param name="span">The order of the frame, for its header.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    internal static string? Check<TSlot, TRules>(ReadOnlySpan<TSlot> slots, long previousOrder, out OrderSpan span)
        where TSlot : unmanaged
        where TRules : struct, ISlotRules<TSlot>
    {
        var highest = previousOrder;
        var forward = true;
        var runStart = 0;
        var longestRun = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            ref readonly var slot = ref slots[i];
            var next = TRules.OrderOf(in slot);
            forward &= TRules.MayFall || next >= highest;
            highest = Math.Max(highest, next);
            if (TRules.EndsRun(in slot))
            {
                longestRun = Math.Max(longestRun, i + 1 - runStart);
                runStart = i + 1;
            }
        }

        span = new OrderSpan(slots.IsEmpty ? highest : Math.Max(previousOrder, TRules.OrderOf(in slots[0])), highest);
        return forward && runStart == slots.Length && longestRun <= Event.RunLengthMax
            ? null
            : Describe<TSlot, TRules>(slots, previousOrder, runStart);
    }

    private static string Describe<TSlot, TRules>(ReadOnlySpan<TSlot> slots, long order, int runStart)
        where TSlot : unmanaged
        where TRules : struct, ISlotRules<TSlot>
    {
        for (var i = 0; i < slots.Length && !TRules.MayFall; i++)
        {
            var next = TRules.OrderOf(in slots[i]);
            if (next < order)
            {
                return $"{TRules.OrderName} goes backwards at slot {i} of the frame, from {order} to {next}";
            }

            order = next;
        }

        return runStart < slots.Length
            ? $"the frame ends inside a run that begins at its slot {runStart}"
            : $"a run of the frame is longer than {Event.RunLengthMax} slots";
    }
}
