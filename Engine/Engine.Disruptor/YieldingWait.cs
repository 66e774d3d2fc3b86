namespace Engine.Disruptor;

/// <summary>
/// Spins, then offers the core to other threads between looks. Burns a core when idle, but shares it.
/// </summary>
public struct YieldingWait : IWaitStrategy
{
    /// <summary>
    /// How many looks it spins before it yields: few, since a thread that waits may hold the core it waits for.
    /// </summary>
    public const int SpinLooks = 100;

    /// <inheritdoc />
    public readonly bool KeepLooking(int looks)
    {
        if (looks < SpinLooks)
        {
            Processor.Pause();
        }
        else
        {
            Thread.Yield();
        }

        return true;
    }

    /// <inheritdoc />
    public readonly void Found(int looks)
    {
    }
}
