namespace Engine.Disruptor;

/// <summary>
/// Counts the stage threads that run in this process, so that waits know whether each can have a core.
/// </summary>
internal static class ThreadCensus
{
    private static readonly int CoreCount = Environment.ProcessorCount;
    private static int ThreadCount;

    /// <summary>True if stage threads, with one producer besides, outnumber the cores.</summary>
    internal static bool IsCrowded => Volatile.Read(ref ThreadCount) >= CoreCount;

    internal static void Enter() => Interlocked.Increment(ref ThreadCount);

    internal static void Leave() => Interlocked.Decrement(ref ThreadCount);
}
