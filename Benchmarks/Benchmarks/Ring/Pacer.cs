using System.Diagnostics;

namespace Benchmarks.Ring;

/// <summary>Hands out the times at which a paced producer is to send, and waits for them.</summary>
/// <remarks>
/// The time is the intended one, whether or not the producer is late: what a stall holds up counts with the wait that
/// it had (no coordinated omission). The clock of this machine ticks in ns.
/// </remarks>
internal struct Pacer(long perSecond)
{
    private readonly double _intervalTicks = (double)Stopwatch.Frequency / perSecond;
    private readonly long _start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 1_000);
    private long _index;

    /// <summary>The next intended time, in ticks of the stopwatch; returns when it has come.</summary>
    internal long Next()
    {
        var due = _start + (long)(_index++ * _intervalTicks);
        while (Stopwatch.GetTimestamp() < due)
        {
            // No pause: reading the clock is one, and a longer one would only blur the send time.
        }

        return due;
    }

    /// <summary>Ticks of the stopwatch as ns.</summary>
    internal static long ToNs(long ticks) =>
        Stopwatch.Frequency == 1_000_000_000 ? ticks : (long)(ticks * (1e9 / Stopwatch.Frequency));
}
