namespace Engine.Disruptor;

/// <summary>Spins a fixed number of looks, then parks until a publication. Costs nothing when idle.</summary>
/// <remarks>
/// One thread uses it. A publication costs one plain load while nobody is parked, and one system call when somebody is;
/// going to sleep costs the sleeper a process-wide barrier. The woken thread looks again within microseconds.
/// </remarks>
public readonly struct ParkingWait : IWaitStrategy
{
    private readonly int _spinLooks;

    /// <summary>Makes a strategy.</summary>
    /// <param name="spinLooks">How many looks to spin before parking; 0 parks at once.</param>
    public ParkingWait(int spinLooks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spinLooks);
        _spinLooks = spinLooks;
    }

    /// <inheritdoc />
    public bool KeepLooking(int looks)
    {
        if (looks >= _spinLooks)
        {
            return false;
        }

        Processor.Pause();
        return true;
    }

    /// <inheritdoc />
    public void Found(int looks)
    {
    }
}
