using Engine.Model.Units;

namespace Journal.Retention;

/// <summary>What of a journal is to be kept. Exactly one of the three is given.</summary>
public sealed record RetentionRule
{
    /// <summary>At least so many of the latest events.</summary>
    public long? KeepEvents { get; init; }

    /// <summary>Whatever is younger than so many days, counted back from the last event.</summary>
    public int? KeepDays { get; init; }

    /// <summary>Whatever is not before this time.</summary>
    public TimestampNs? Before { get; init; }

    internal static void Validate(RetentionRule rule)
    {
        var given = (rule.KeepEvents is null ? 0 : 1) + (rule.KeepDays is null ? 0 : 1) + (rule.Before is null ? 0 : 1);
        if (given != 1)
        {
            throw new ArgumentException(
                "Say what is to be kept in exactly one way: by events, by days or by time.", nameof(rule));
        }

        if (rule.KeepEvents < 0 || rule.KeepDays < 0)
        {
            throw new ArgumentException("What is to be kept is not negative.", nameof(rule));
        }
    }
}
