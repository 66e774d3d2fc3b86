using System.Globalization;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>Figures as people read them, the same in the terminal and the report: grouped thousands, UTC.</summary>
public static class NumberText
{
    /// <summary>What stands for an undefined figure.</summary>
    public const string Absent = "–";

    private const double MinuteSeconds = 60;
    private const double HourSeconds = 3_600;
    private const double DaySeconds = 86_400;

    /// <summary>An amount: two places, four below a tenth of a unit.</summary>
    public static string Money(decimal amount)
    {
        var isSmall = Math.Abs(amount) is > 0 and < 0.1m;
        if (isSmall && Math.Abs(amount) < 0.00005m)
        {
            // Zero would say that there was nothing.
            return amount < 0 ? ">-0.0001" : "<0.0001";
        }

        return amount.ToString(isSmall ? "0.0000" : "#,##0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>A ratio with two places; below one thousand billion.</summary>
    public static string Ratio(double value) => Fixed(value, 2);

    /// <summary>A percentage with two places and its sign %.</summary>
    /// <param name="percent">Already in percent.</param>
    public static string Percent(double percent) => Fixed(percent, 2) + "%";

    /// <summary>A whole number.</summary>
    public static string Count(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A whole number as a place in a row: 2nd, 4th, 21st.</summary>
    public static string Ordinal(long value) => Count(value) + ((value % 100 is >= 11 and <= 13, value % 10) switch
    {
        (false, 1) => "st",
        (false, 2) => "nd",
        (false, 3) => "rd",
        _ => "th",
    });

    /// <summary>A double with so many places; scientific where that would not fit a cell.</summary>
    public static string Fixed(double value, int places)
    {
        if (!double.IsFinite(value))
        {
            return Absent;
        }

        if (Math.Abs(value) >= 1e12)
        {
            return value.ToString("0.00E+0", CultureInfo.InvariantCulture);
        }

        var text = value.ToString("N" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.AsSpan().TrimStart('-').IndexOfAnyExcept("0.,") < 0 ? text.TrimStart('-') : text;
    }

    /// <summary>A length of time in its two largest units: 3d 4h, 5h 12m, 1h, 42.0s, 1.5ms.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        0 => "0s",
        < 0.001 => Fixed(seconds * 1e6, 0) + "µs",
        < 1 => Fixed(seconds * 1e3, 1) + "ms",
        < MinuteSeconds => Fixed(seconds, 1) + "s",
        < HourSeconds => Pair(seconds, MinuteSeconds, "m", 1, "s"),
        < DaySeconds => Pair(seconds, HourSeconds, "h", MinuteSeconds, "m"),
        _ => Pair(seconds, DaySeconds, "d", HourSeconds, "h"),
    };

    /// <summary>An instant as ISO 8601 in UTC, to the millisecond where it has any.</summary>
    public static string Instant(TimestampNs time) =>
        DateTime.UnixEpoch.AddTicks(time.Value / 100)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static string Pair(double seconds, double unit, string unitName, double part, string partName)
    {
        var parts = (long)(seconds / part);
        var perUnit = (long)(unit / part);
        var whole = $"{Count(parts / perUnit)}{unitName}";
        return parts % perUnit == 0 ? whole : $"{whole} {parts % perUnit}{partName}";
    }
}
