using Engine.Model.Units;

namespace Engine.Model.Events;

/// <summary>Lengths and names of bar intervals.</summary>
public static class BarIntervals
{
    private static readonly (BarInterval Interval, string Name, long Seconds)[] Table =
    [
        (BarInterval.OneSecond, "1s", 1),
        (BarInterval.OneMinute, "1m", 60),
        (BarInterval.ThreeMinutes, "3m", 180),
        (BarInterval.FiveMinutes, "5m", 300),
        (BarInterval.FifteenMinutes, "15m", 900),
        (BarInterval.ThirtyMinutes, "30m", 1_800),
        (BarInterval.OneHour, "1h", 3_600),
        (BarInterval.TwoHours, "2h", 7_200),
        (BarInterval.FourHours, "4h", 14_400),
        (BarInterval.SixHours, "6h", 21_600),
        (BarInterval.EightHours, "8h", 28_800),
        (BarInterval.TwelveHours, "12h", 43_200),
        (BarInterval.OneDay, "1d", 86_400),
    ];

    /// <summary>The length in nanoseconds; 0 for <see cref="BarInterval.None" /> or an unknown number.</summary>
    public static long LengthNs(this BarInterval interval)
    {
        var index = (int)interval - 1;
        return (uint)index < (uint)Table.Length ? Table[index].Seconds * TimestampNs.PerSecond : 0;
    }

    /// <summary>The venues' name of the interval ("1m"); "none" where there is none.</summary>
    public static string Name(this BarInterval interval)
    {
        var index = (int)interval - 1;
        return (uint)index < (uint)Table.Length ? Table[index].Name : "none";
    }

    /// <summary>Finds an interval by its name.</summary>
    /// <returns>False where no such interval is known.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BarInterval interval)
    {
        foreach (var row in Table)
        {
            if (name.SequenceEqual(row.Name))
            {
                interval = row.Interval;
                return true;
            }
        }

        interval = BarInterval.None;
        return false;
    }
}
