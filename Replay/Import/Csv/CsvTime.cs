using System.Globalization;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Reads the times of history files.</summary>
internal static class CsvTime
{
    private const long NsPerTick = TimestampNs.PerSecond / TimeSpan.TicksPerSecond;
    private const int FractionScale = 9;

    /// <summary>
    /// Reads a number since 1970 in a unit, or UTC text: <c>2024-01-01 00:05:00</c>, <c>20240101 00:05</c>.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, TimeUnit unit, out TimestampNs time)
    {
        time = TimestampNs.Zero;
        if (text.Length >= 10 && (text[4] == (byte)'-' || text[8] == (byte)' '))
        {
            return TryParseText(text, out time);
        }

        Span<byte> expanded = stackalloc byte[ScientificText.SizeMax];
        return ScientificText.TryExpand(text, expanded, out var length)
            ? TryParseNumber(expanded[..length], unit, out time)
            : TryParseNumber(text, unit, out time);
    }

    private static bool TryParseNumber(ReadOnlySpan<byte> text, TimeUnit unit, out TimestampNs time)
    {
        time = TimestampNs.Zero;
        var point = text.IndexOf((byte)'.');
        var scale = ScaleOf(unit, point < 0 ? text.Length : point);
        if (DecimalText.TryParseRounded(text, scale, out var nanoseconds) != NumberStatus.Ok || nanoseconds < 0)
        {
            return false;
        }

        time = new TimestampNs(nanoseconds);
        return true;
    }

    /// <summary>Reads a number since midnight; milliseconds where the unit is not said.</summary>
    internal static bool TryParseOfDay(ReadOnlySpan<byte> text, TimeUnit unit, out long nanoseconds)
    {
        unit = unit == TimeUnit.Auto ? TimeUnit.Milliseconds : unit;
        return DecimalText.TryParseRounded(text, ScaleOf(unit, 0), out nanoseconds) == NumberStatus.Ok
            && nanoseconds is >= 0 and < TimestampNs.PerDay;
    }

    /// <summary>Decimal places between the unit and a nanosecond.</summary>
    /// <remarks>
    /// By digits: seconds have 9 to 11 of them between 1973 and 5138, milliseconds 12 to 14, and so on.
    /// </remarks>
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
        // 20240101 00:05, as Lean writes it, is 2024-01-01 00:05.
        Span<byte> dashed = stackalloc byte[64];
        if (text[8] == (byte)' ' && text.Length + 2 <= dashed.Length)
        {
            text[..4].CopyTo(dashed);
            dashed[4] = (byte)'-';
            text[4..6].CopyTo(dashed[5..]);
            dashed[7] = (byte)'-';
            text[6..].CopyTo(dashed[8..]);
            return TryParseDashed(dashed[..(text.Length + 2)], out time);
        }

        return TryParseDashed(text, out time);
    }

    private static bool TryParseDashed(ReadOnlySpan<byte> text, out TimestampNs time) =>
        TryParsePlain(text, out time) || TryParseAny(text, out time);

    /// <summary>yyyy-MM-dd HH:mm:ss with any fraction, perhaps a Z: exact to the nanosecond.</summary>
    private static bool TryParsePlain(ReadOnlySpan<byte> text, out TimestampNs time)
    {
        time = TimestampNs.Zero;
        text = text.EndsWith("Z"u8) ? text[..^1] : text;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)' ' or (byte)'T')
            || text[13] != ':' || text[16] != ':' || (text.Length > 19 && text[19] != '.')
            || !TryParseDate(text[..10], out var date)
            || !TryParseDigits(text[11..13], out var hour) || !TryParseDigits(text[14..16], out var minute)
            || !TryParseDigits(text[17..19], out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        long fraction = 0;
        if (text.Length > 19
            && DecimalText.TryParseRounded(text[19..], FractionScale, out fraction) != NumberStatus.Ok)
        {
            return false;
        }

        time = date + ((((((long)hour * 60) + minute) * 60) + second) * TimestampNs.PerSecond) + fraction;
        return true;
    }

    /// <summary>yyyy-MM-dd between 1970 and 2261.</summary>
    private static bool TryParseDate(ReadOnlySpan<byte> text, out TimestampNs date)
    {
        date = TimestampNs.Zero;
        if (!TryParseDigits(text[..4], out var year) || !TryParseDigits(text[5..7], out var month)
            || !TryParseDigits(text[8..10], out var day)
            || year is < 1970 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = FromDate(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc));
        return true;
    }

    /// <summary>Midnight of a date, UTC.</summary>
    internal static TimestampNs FromDate(DateTime date) => new((date.Ticks - DateTime.UnixEpoch.Ticks) * NsPerTick);

    private static bool TryParseDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }

    private static bool TryParseAny(ReadOnlySpan<byte> text, out TimestampNs time)
    {
        time = TimestampNs.Zero;
        Span<char> characters = stackalloc char[64];
        if (text.Length > characters.Length
            || !System.Text.Encoding.ASCII.TryGetChars(text, characters, out var written)
            || !DateTime.TryParse(
                characters[..written],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var parsed))
        {
            return false;
        }

        var ticks = parsed.Ticks - DateTime.UnixEpoch.Ticks;
        if (ticks < 0 || ticks > long.MaxValue / NsPerTick)
        {
            return false;
        }

        time = new TimestampNs(ticks * NsPerTick);
        return true;
    }
}
