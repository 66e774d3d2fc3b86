namespace Engine.Disruptor;

/// <summary>
/// The default: spins while spinning pays, yields early where threads outnumber cores, and parks when idle.
/// </summary>
/// <remarks>
/// It learns how long to spin: a find within the budget keeps it, a park halves it, down to a floor; finds during the
/// yielding phase raise it again. While it spins it offers its core to others every few microseconds, for the one that
/// it waits for may have no other. So under load it is never worse than blocking, and idle it costs nothing. One thread
/// uses it. A look costs a PAUSE or a yield; a park what <see cref="ParkingWait" /> says.
/// </remarks>
public struct AdaptiveWait : IWaitStrategy
{
    // Below what a wake-up takes nothing is gained by parking sooner (ring/parked/10k).
    private const int SpinLooksMin = ParkingWait.WakeUpLooks;
    private const int SpinLooksMax = 2_048;
    private const int SpinLooksCrowded = 20;
    private const int YieldLooks = 8;
    private const int LooksPerYield = 128;

    private int _spinLooks;

    /// <summary>Makes a strategy that has learnt nothing yet.</summary>
    public AdaptiveWait()
    {
        _spinLooks = SpinLooksMax;
    }

    /// <inheritdoc />
    public bool KeepLooking(int looks)
    {
        var spinLooks = ThreadCensus.IsCrowded ? Math.Min(_spinLooks, SpinLooksCrowded) : _spinLooks;
        if (looks < spinLooks)
        {
            // What it waits for may be waiting for this very core, whatever the census says: others run here too.
            if (looks % LooksPerYield == LooksPerYield - 1)
            {
                Thread.Yield();
            }

            Processor.Pause();
            return true;
        }

        if (looks < spinLooks + YieldLooks)
        {
            Thread.Yield();
            return true;
        }

        _spinLooks = Math.Max(SpinLooksMin, _spinLooks >> 1);
        return false;
    }

    /// <inheritdoc />
    public void Found(int looks)
    {
        if (looks > _spinLooks >> 1)
        {
            _spinLooks = Math.Min(SpinLooksMax, (_spinLooks << 1) + 1);
        }
    }
}
