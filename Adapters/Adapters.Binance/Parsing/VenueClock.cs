using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>The venue's times: milliseconds, or microseconds where a spot stream was opened so.</summary>
internal static class VenueClock
{
    // Milliseconds reach this in the year 5138, microseconds had passed it in 1973: no unit needs to be configured.
    private const long MicrosecondsFrom = 100_000_000_000_000;
    private const long MicrosecondsMax = long.MaxValue / TimestampNs.PerMicrosecond;

    /// <summary>Turns a venue's time into nanoseconds.</summary>
    /// <returns>False where it is negative or does not fit.</returns>
    internal static bool TryToNanoseconds(long venueTime, out TimestampNs time)
    {
        if ((ulong)venueTime > MicrosecondsMax)
        {
            time = TimestampNs.Zero;
            return false;
        }

        var factor = venueTime < MicrosecondsFrom ? TimestampNs.PerMillisecond : TimestampNs.PerMicrosecond;
        if (venueTime > long.MaxValue / factor)
        {
            time = TimestampNs.Zero;
            return false;
        }

        time = new TimestampNs(venueTime * factor);
        return true;
    }
}
