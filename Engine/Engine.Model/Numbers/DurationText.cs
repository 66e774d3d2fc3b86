using System.Globalization;
using Engine.Model.Units;

namespace Engine.Model.Numbers;

/// <summary>Durations as people write them: 250us, 10ms, 60s, 5m, 1h, 1d.</summary>
public static class DurationText
{
    private static readonly (string Suffix, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", TimestampNs.PerMicrosecond), ("ms", TimestampNs.PerMillisecond),
        ("s", TimestampNs.PerSecond), ("m", TimestampNs.PerMinute), ("h", 60 * TimestampNs.PerMinute),
        ("d", TimestampNs.PerDay),
    ];

    /// <summary>Reads a duration with its unit. A bare 0 needs none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nanoseconds">The duration, not negative; zero where the answer is no.</param>
    /// <returns>Whether it is one that fits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
        {
            return text is "0";
        }

        if (!long.TryParse(text[..digits], NumberStyles.None, NumberFormatInfo.InvariantInfo, out var count))
        {
            return false;
        }

        foreach (var (suffix, unit) in Units)
        {
            if (text[digits..].SequenceEqual(suffix) && count <= long.MaxValue / unit)
            {
                nanoseconds = count * unit;
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a duration in its greatest whole unit.</summary>
    public static string Format(long nanoseconds)
    {
        for (var i = Units.Length - 1; i > 0 && nanoseconds != 0; i--)
        {
            if (nanoseconds % Units[i].Nanoseconds == 0)
            {
                return $"{nanoseconds / Units[i].Nanoseconds}{Units[i].Suffix}";
            }
        }

        return nanoseconds == 0 ? "0" : $"{nanoseconds}ns";
    }
}
