namespace Engine.Disruptor;

/// <summary>Never gives the core away. The lowest latency, for a thread that has a core of its own.</summary>
/// <remarks>
/// One thread uses it. Costs a whole core, busy or idle. Without a core of its own it is the worst of all: what it
/// waits for may be waiting for its core.
/// </remarks>
public struct BusySpinWait : IWaitStrategy
{
    // Right after a find more is often on its way, and a moment's wait lets its line come in peace; later every pause
    // only makes the next event late.
    private const int PausedLooks = 2;

    /// <inheritdoc />
    public readonly bool KeepLooking(int looks)
    {
        if (looks < PausedLooks)
        {
            Processor.Pause();
        }

        return true;
    }

    /// <inheritdoc />
    public readonly void Found(int looks)
    {
    }
}
