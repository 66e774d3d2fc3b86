using Engine.Model.Numbers;

namespace Engine.Strategies.Conditions.Compiling;

/// <summary>Durations of a document.</summary>
internal static class DocumentDuration
{
    /// <summary>The longest: a week.</summary>
    internal const long MaxNs = 7 * 86_400 * 1_000_000_000L;

    /// <summary>Reads a duration, ns.</summary>
    /// <exception cref="InvalidDataException">It is none, or out of range.</exception>
    internal static long Read(JsonPlace place, long minimum = 0, long maximum = MaxNs)
    {
        var text = place.Text();
        if (!DurationText.TryParse(text, out var nanoseconds))
        {
            throw place.Wrong($"'{text}' is not a duration, such as 10s, 5m, 1h");
        }

        return nanoseconds >= minimum && nanoseconds <= maximum
            ? nanoseconds
            : throw place.Wrong(
                $"{text} is out of range; allowed is {DurationText.Format(minimum)} to {DurationText.Format(maximum)}");
    }
}
