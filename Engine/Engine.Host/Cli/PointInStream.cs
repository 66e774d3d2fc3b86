using System.Globalization;
using Engine.Model.Units;
using Journal.Reading;

namespace Engine.Host.Cli;

/// <summary>A place in a journal as <c>--from</c> and <c>--to</c> name it: a sequence, or a time.</summary>
/// <param name="Sequence">The sequence; null where a time is named.</param>
/// <param name="Time">The time; null where a sequence is named.</param>
internal readonly record struct PointInStream(long? Sequence, TimestampNs? Time)
{
    private const int FractionDigits = 9;
    private const long NsPerTick = 100;
    private const string Allowed = "a sequence number, or a UTC time such as 2026-01-01T12:00:00.5Z";

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Reads a place; times keep all nine decimal places, so that what is printed can be typed.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static PointInStream Parse(string flag, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return new PointInStream(sequence, null);
        }

        return TryReadTime(text, out var time)
            ? new PointInStream(null, time)
            : throw new UsageException($"{flag} {text}: write {Allowed}");
    }

    /// <summary>The first event that is not before the place: where a time is named, the journal is asked.</summary>
    /// <param name="journal">The journal's directory.</param>
    /// <returns>The sequence; that after the last where no event is late enough.</returns>
    public long FirstSequence(string journal)
    {
        if (Sequence is { } sequence)
        {
            return sequence;
        }

        using var cursor = JournalReader.Open(journal).OpenEvents();
        cursor.SeekTime(Time!.Value);
        return cursor.TryReadFrame(out _) ? cursor.FirstSequence : cursor.NextSequence;
    }

    private static bool TryReadTime(string text, out TimestampNs time)
    {
        time = default;
        var parts = text.TrimEnd('Z').Split('.', 2);
        if (!DateTime.TryParseExact(
            parts[0], Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return false;
        }

        // The runtime's own parser would round the last two places away.
        var fraction = 0L;
        if (parts.Length == 2 && (parts[1].Length > FractionDigits || !long.TryParse(
            parts[1].PadRight(FractionDigits, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out fraction)))
        {
            return false;
        }

        var ticks = (instant - DateTime.UnixEpoch).Ticks;
        time = new TimestampNs((ticks * NsPerTick) + fraction);
        return Math.Abs(ticks) < long.MaxValue / NsPerTick / 2;
    }
}
