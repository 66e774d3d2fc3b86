using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Reads the times of history files.</summary>
internal static class CsvTime
{
    private const long TicksPerUnix = TimestampNs.PerSecond / TimeSpan.TicksPerSecond;

    /// <summary>Reads a number since 1970 in a unit, or UTC text (<c>2024-01-01 00:05:00</c>).</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, TimeUnit unit, out TimestampNs time)
    {
        time = TimestampNs.Zero;
        if (text.Length >= 10 && text[4] == (byte)'-')
        {
            return TryParseText(text, out time);
        }

        var point = text.IndexOf((byte)'.');
        var scale = ScaleOf(unit, point < 0 ? text.Length : point);
        if (DecimalText.TryParseRounded(text, scale, out var nanoseconds) != NumberStatus.Ok || nanoseconds < 0)
        {
            return false;
        }

        time = new TimestampNs(nanoseconds);
        return true;
    }

    /// <summary>Decimal places between the unit and a nanosecond.</summary>
    /// <remarks>By digits: seconds have 9 to 11 of them between 1973 and 5138, milliseconds 12 to 14, and so on.</remarks>
    private static int ScaleOf(TimeUnit unit, int digits) => unit switch
    {
        TimeUnit.Seconds => 9,
        TimeUnit.Milliseconds => 6,
        TimeUnit.Microseconds => 3,
        TimeUnit.Nanoseconds => 0,
        _ => digits switch
        {
            <= 11 => 9,
            <= 14 => 6,
            <= 17 => 3,
            _ => 0,
        },
    };

    private static bool TryParseText(ReadOnlySpan<byte> text, out TimestampNs time)
    {
        time = TimestampNs.Zero;
        Span<char> characters = stackalloc char[40];
        if (text.Length > characters.Length || !System.Text.Encoding.ASCII.TryGetChars(text, characters, out var written)
            || !DateTime.TryParse(
                characters[..written],
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal,
                out var parsed))
        {
            return false;
        }

        var ticks = parsed.Ticks - DateTime.UnixEpoch.Ticks;
        if (ticks < 0 || ticks > long.MaxValue / TicksPerUnix)
        {
            return false;
        }

        time = new TimestampNs(ticks * TicksPerUnix);
        return true;
    }
}
