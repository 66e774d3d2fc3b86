namespace Engine.Disruptor;

/// <summary>Counts the threads of rings in this process, so that waits know whether each can have a core.</summary>
internal static class ThreadCensus
{
    private static readonly int CoreCount = Environment.ProcessorCount;
    private static int StageThreadCount;
    private static int BlockedProducerCount;

    /// <summary>
    /// True if the ring's threads outnumber the cores. Producers come and go as they please: those that wait are
    /// counted, and one that runs is assumed.
    /// </summary>
    internal static bool IsCrowded =>
        Volatile.Read(ref StageThreadCount) + Math.Max(1, Volatile.Read(ref BlockedProducerCount)) > CoreCount;

    internal static void EnterStage() => Interlocked.Increment(ref StageThreadCount);

    internal static void LeaveStage() => Interlocked.Decrement(ref StageThreadCount);

    internal static void EnterBlockedProducer() => Interlocked.Increment(ref BlockedProducerCount);

    internal static void LeaveBlockedProducer() => Interlocked.Decrement(ref BlockedProducerCount);
}
