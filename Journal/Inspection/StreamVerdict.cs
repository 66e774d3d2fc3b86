using Journal.Reading;

namespace Journal.Inspection;

/// <summary>What reading a whole stream found.</summary>
internal sealed record StreamVerdict
{
    internal required JournalEnd End { get; init; }

    internal required JournalFault? Fault { get; init; }

    internal required long TornBytes { get; init; }

    /// <summary>Whole slots from the stream's first.</summary>
    internal required long NextSequence { get; init; }

    /// <summary>Time or cause of the first slot; null where there is none.</summary>
    internal required long? FirstOrder { get; init; }

    /// <summary>The highest time or cause; means nothing where there is no slot.</summary>
    internal required long LastOrder { get; init; }

    /// <summary>What a walk to the end of the events found; their times are not looked at.</summary>
    internal static StreamVerdict Of(EventCursor events) => new()
    {
        End = events.End,
        Fault = events.Fault,
        TornBytes = events.TornBytes,
        NextSequence = events.NextSequence,
        FirstOrder = null,
        LastOrder = 0,
    };

    /// <summary>What a walk to the end of the commands found.</summary>
    internal static StreamVerdict Of(CommandCursor commands, long? firstCause, long lastCause) => new()
    {
        End = commands.End,
        Fault = commands.Fault,
        TornBytes = commands.TornBytes,
        NextSequence = commands.NextSequence,
        FirstOrder = firstCause,
        LastOrder = lastCause,
    };
}
