using Engine.Model.Events;
using Journal.Reading;

namespace Journal.Inspection;

/// <summary>
/// What a journal's own events say of the run that it holds: whether it is one, and whether it was ended.
/// </summary>
/// <param name="Mode">The mode of the session that its head names; none for a journal of data.</param>
/// <param name="IsEnded">
/// Whether the last whole event is the end of a session, which the core answers with a witness and a digest.
/// </param>
public sealed record RunMarks(RunMode Mode, bool IsEnded)
{
    /// <summary>Whether the journal holds a run, which has commands.</summary>
    public bool IsRun => Mode != RunMode.None;

    /// <summary>Reads the marks: the head up to the first market event, and the last frame.</summary>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public static RunMarks Of(JournalReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new RunMarks(ModeOf(reader), IsEndOfSession(reader));
    }

    private static RunMode ModeOf(JournalReader reader)
    {
        using var events = reader.OpenEvents();
        var isCatalogueTaken = false;
        while (events.TryReadFrame(out var frame))
        {
            if (!isCatalogueTaken && SessionIn(events.Catalogue, out _) is { } purged)
            {
                return purged;
            }

            isCatalogueTaken = true;
            var mode = SessionIn(frame, out var hasMarket);
            if (mode is not null || hasMarket)
            {
                return mode ?? RunMode.None;
            }
        }

        return RunMode.None;
    }

    private static RunMode? SessionIn(ReadOnlySpan<Event> events, out bool hasMarket)
    {
        hasMarket = false;
        foreach (ref readonly var e in events)
        {
            if (e.Kind == EventKind.SessionStarted && e.SessionStarted.Mode != RunMode.None)
            {
                return e.SessionStarted.Mode;
            }

            hasMarket |= e.Class == EventClass.Public;
        }

        return null;
    }

    private static bool IsEndOfSession(JournalReader reader)
    {
        using var events = reader.OpenEvents();
        events.SeekSequence(reader.CountEvents() - 1);
        return events.TryReadFrame(out var last) && last[^1].Kind == EventKind.SessionEnded;
    }
}
