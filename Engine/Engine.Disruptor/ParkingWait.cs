namespace Engine.Disruptor;

/// <summary>Spins for so many looks, then parks until a publication. Costs nothing when idle.</summary>
/// <remarks>
/// One thread uses it. A publication costs one plain load while nobody parks, a fence while somebody often does, and a
/// system call when somebody sleeps; the sleeper pays a fence, at times a process-wide barrier, and a system call. How
/// soon a woken thread looks again is the machine's affair: some microseconds, and the more the deeper its core has
/// gone to sleep.
/// </remarks>
public readonly struct ParkingWait : IWaitStrategy
{
    /// <summary>
    /// About as many looks as a wake-up takes time: whoever spins that long before it parks never takes more than twice
    /// the time of the better of the two.
    /// </summary>
    public const int WakeUpLooks = 512;

    private const int SpinLooksCrowded = 20;

    private readonly int _spinLooks;

    /// <summary>Makes a strategy that spins for about as long as a wake-up would take.</summary>
    public ParkingWait()
        : this(WakeUpLooks)
    {
    }

    /// <summary>Makes a strategy.</summary>
    /// <param name="spinLooks">
    /// How many looks to spin before parking, but no more than 20 where the rings' threads outnumber the cores; 0 parks
    /// at once.
    /// </param>
    public ParkingWait(int spinLooks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spinLooks);
        _spinLooks = spinLooks;
    }

    /// <inheritdoc />
    public bool KeepLooking(int looks)
    {
        if (looks >= _spinLooks || (looks >= SpinLooksCrowded && ThreadCensus.IsCrowded))
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
