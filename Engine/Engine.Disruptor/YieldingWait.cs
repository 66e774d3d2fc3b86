namespace Engine.Disruptor;

/// <summary>
/// Spins, then offers the core to other threads between looks. Burns a core when idle, but shares it.
/// </summary>
/// <remarks>
/// One thread uses it. A look costs a PAUSE while it spins, then a system call that comes back at once where nobody
/// else wants the core. It never parks, so publications never pay for waking it.
/// </remarks>
public struct YieldingWait : IWaitStrategy
{
    /// <summary>How many looks it spins before it yields.</summary>
    public const int SpinLooks = 100;

    /// <summary>
    /// The same where the ring's threads outnumber the cores: then the one that it waits for likely is not running.
    /// </summary>
    public const int SpinLooksCrowded = 20;

    /// <inheritdoc />
    public readonly bool KeepLooking(int looks)
    {
        if (looks < (ThreadCensus.IsCrowded ? SpinLooksCrowded : SpinLooks))
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
