using Engine.Model.Units;

namespace Journal.Inspection;

/// <summary>What a full verification of a journal found.</summary>
public sealed record JournalReport
{
    /// <summary>The directory.</summary>
    public required string Path { get; init; }

    /// <summary>How the events end.</summary>
    public required JournalEnd End { get; init; }

    /// <summary>How the commands end; closed where there are none.</summary>
    public required JournalEnd CommandsEnd { get; init; }

    /// <summary>
    /// Events 0 to one less than this were removed by retention, and are not looked for; 0 where none was.
    /// </summary>
    public long PurgedEvents { get; init; }

    /// <summary>Whole events that are there.</summary>
    public required long Events { get; init; }

    /// <summary>Whole commands that are there.</summary>
    public required long Commands { get; init; }

    /// <summary>Segments of both streams.</summary>
    public required int Segments { get; init; }

    /// <summary>The time of the first event; null where there is none.</summary>
    public TimestampNs? FirstTime { get; init; }

    /// <summary>The time of the last whole event; null where there is none.</summary>
    public TimestampNs? LastTime { get; init; }

    /// <summary>The size of all segments, in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The bytes of a torn tail, of both streams.</summary>
    public long TornBytes { get; init; }

    /// <summary>The first place that is not whole, of the events before that of the commands.</summary>
    public JournalFault? Fault { get; init; }

    /// <summary>
    /// Whether the streams of a run do not fit each other: events that have commands are missing, or the commands of
    /// events that are there.
    /// </summary>
    public bool IsAtOdds { get; init; }

    /// <summary>Whether both streams are whole to their last byte, and fit each other.</summary>
    public bool IsIntact => IsWhole(End) && IsWhole(CommandsEnd) && !IsAtOdds;

    /// <summary>Whether something is damaged that no recovery mends.</summary>
    public bool IsDamaged => End == JournalEnd.Damaged || CommandsEnd == JournalEnd.Damaged;

    private static bool IsWhole(JournalEnd end) => end is JournalEnd.Closed or JournalEnd.Open;
}
