using System.Runtime.InteropServices;

namespace Benchmarks.Ring;

/// <summary>What the last stage of a workload has seen. Padded, since its stage writes it all the time.</summary>
[StructLayout(LayoutKind.Explicit, Size = 288)]
internal sealed class SumState
{
    [FieldOffset(128)]
    internal long Sum;

    [FieldOffset(136)]
    internal long Count;

    /// <summary>Reads all words of one event. For queues that hand out one at a time.</summary>
    internal void Add(in Payload payload)
    {
        Sum += payload.Sum();
        Volatile.Write(ref Count, Count + 1);
    }

    /// <summary>
    /// Waits for the last event and checks that nothing was lost. Looks seldom, so as not to disturb.
    /// </summary>
    internal void AwaitAndCheck(long count, long expectedSum)
    {
        while (Volatile.Read(ref Count) < count)
        {
            Thread.SpinWait(20);
        }

        if (Sum != expectedSum)
        {
            throw new InvalidOperationException($"The sum over {count} events is {Sum}, not {expectedSum}: some lost.");
        }
    }
}
