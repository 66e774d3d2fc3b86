using System.Globalization;

namespace Adapters.Common.Gateways;

/// <summary>
/// Looks at a core from a thread of its own, and pulls the emergency stop where the core is dead, or has had work for
/// too long and done none of it.
/// </summary>
public sealed class Watchdog : IDisposable
{
    /// <summary>How often it looks within the limit.</summary>
    private const int LooksPerLimit = 10;

    private readonly IHeart _heart;
    private readonly EmergencyStop _stop;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private Thread? _thread;
    private long _done;
    private long _doneSince;
    private volatile bool _isStopping;

    /// <summary>Makes one that does not look yet.</summary>
    /// <param name="heart">What it looks at.</param>
    /// <param name="stop">What it pulls.</param>
    /// <param name="limit">How long the core may have work and do none; positive.</param>
    /// <param name="time">Its clock; only the monotonic one is used.</param>
    public Watchdog(IHeart heart, EmergencyStop stop, TimeSpan limit, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(heart);
        ArgumentNullException.ThrowIfNull(stop);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        (_heart, _stop, _limit, _time) = (heart, stop, limit, time);
        (_done, _doneSince) = (heart.Done, time.GetTimestamp());
    }

    /// <summary>Raised on the watchdog's thread after the stop was pulled: whether nothing is open.</summary>
    public Action<bool>? Pulled { get; init; }

    /// <summary>Begins to look.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { Name = "watchdog", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Looks once.</summary>
    /// <returns>Whether it has pulled the stop.</returns>
    public bool Look()
    {
        var now = _time.GetTimestamp();
        var (done, given) = (_heart.Done, _heart.Given);
        if (done != _done || done >= given)
        {
            // It moves, or has nothing to do: an idle core is not a stuck one.
            (_done, _doneSince) = (done, now);
        }

        var waits = _time.GetElapsedTime(_doneSince, now);
        var reason = _heart.Fault is { } fault ? $"the core is dead: {fault}"
            : waits >= _limit
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"the core is stuck: {given - done} events wait for {waits.TotalSeconds:F1} s behind {done}")
                : null;
        if (reason is null)
        {
            return false;
        }

        var isAllClear = _stop.Pull(reason);
        Pulled?.Invoke(isAllClear);
        return true;
    }

    /// <summary>Looks no more; returns when its thread has ended.</summary>
    public void Dispose()
    {
        if (_isStopping)
        {
            return;
        }

        _isStopping = true;
        _wake.Set();
        _thread?.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        var pause = _limit / LooksPerLimit;
        while (!_isStopping && !Look())
        {
            _wake.WaitOne(pause);
        }
    }
}
