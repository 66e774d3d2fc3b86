namespace Engine.Disruptor;

/// <summary>Never gives the core away. The lowest latency, for a thread that has a core of its own.</summary>
public struct BusySpinWait : IWaitStrategy
{
    /// <inheritdoc />
    public readonly bool KeepLooking(int looks) => true;

    /// <inheritdoc />
    public readonly void Found(int looks)
    {
    }
}
