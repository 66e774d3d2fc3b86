using System.Globalization;
using Engine.Model.Units;

namespace Journal.Rendering;

/// <summary>Instants as ISO 8601 text in UTC, to the nanosecond.</summary>
public static class IsoTime
{
    private const long NsPerTick = 100;

    /// <summary>The text, always with nine places: <c>2024-05-01T12:00:00.000000000Z</c>.</summary>
    public static string Format(TimestampNs time)
    {
        var ticks = Math.DivRem(time.Value, NsPerTick, out var rest);
        if (rest < 0)
        {
            ticks--;
            rest += NsPerTick;
        }

        var instant = DateTime.UnixEpoch.AddTicks(ticks);
        return $"{instant.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture)}{rest:00}Z";
    }
}
