using Journal;
using Journal.Inspection;
using Journal.Reading;

namespace Replay.Replaying;

/// <summary>
/// How far a verification reached: the run's own marks say whether it came to its end, so that a journal from which
/// something was cut is told from a session that died at work. One thread.
/// </summary>
internal sealed class RunCoverage
{
    private readonly JournalReader _reader;
    private readonly RunMarks _marks;
    private readonly List<UnprovedPart> _parts = [];

    private RunCoverage(JournalReader reader, RunMarks marks) => (_reader, _marks) = (reader, marks);

    private bool IsLive => _reader.Facts.IsLive;

    private string RestoreOrMakeAgain => IsLive
        ? "restore it from a copy; the next session that goes on with the journal decides and records them again"
        : "restore it from a copy, or make the run again";

    /// <summary>What could not be compared; empty where the verification is of the whole run.</summary>
    /// <param name="reader">The journal.</param>
    /// <param name="marks">What its events say of the run.</param>
    /// <param name="events">The walk over its events, at its end.</param>
    /// <param name="comparer">What was compared; finished.</param>
    /// <param name="last">The last event that was replayed.</param>
    internal static IReadOnlyList<UnprovedPart> Find(
        JournalReader reader, RunMarks marks, EventCursor events, CommandComparer comparer, long last)
    {
        var coverage = new RunCoverage(reader, marks);
        if (comparer is { HasRunOut: true, Difference: null })
        {
            coverage.AddUnrecorded(events, comparer, last);
        }

        if (events.End != JournalEnd.NotReached)
        {
            comparer.CountOrphans(Math.Max(last + 1, reader.CountEvents()));
            coverage.AddLostEvents(events, comparer, last);
        }

        return coverage._parts;
    }

    private void AddUnrecorded(EventCursor events, CommandComparer comparer, long last)
    {
        var tail = last + 1 - comparer.FirstUnrecorded;
        var isDeath = IsLive && !_marks.IsEnded && events.End != JournalEnd.Closed;
        var state = _reader.CommandSegmentCount == 0 ? "it is missing"
            : comparer.TornBytes > 0 ? $"it ends in a torn tail of {comparer.TornBytes} bytes"
            : "it ends too early";
        var what = isDeath
            ? $"the tail of {Events(tail)}, from {comparer.FirstUnrecorded} on, has no commands on record because the "
                + "run was cut there, or is still being written"
            : $"{state}: of the last {Events(tail)}, from {comparer.FirstUnrecorded} on, no commands are on record, "
                + "though the run went on to its end";
        _parts.Add(new UnprovedPart(
            Path.Combine(_reader.Directory, _reader.LastCommandFile), what, comparer.UnrecordedCount, tail,
            isDeath ? "the next session that goes on with the journal decides and records them" : RestoreOrMakeAgain));
    }

    private void AddLostEvents(EventCursor events, CommandComparer comparer, long last)
    {
        if (events.TornBytes == 0 && comparer.OrphanCount == 0)
        {
            return;
        }

        var orphans = comparer.OrphanCount == 0 ? string.Empty
            : $"; {comparer.OrphanCount} commands on record were caused by events that are missing";
        var what = events.TornBytes > 0
            ? $"it ends in a torn tail of {events.TornBytes} bytes behind event {last}, which was not replayed{orphans}"
            : $"it ends with event {last}{orphans}";
        var mend = IsLive
            ? "the next session that goes on with the journal cuts it there; restore it from a copy to keep it"
            : "restore it from a copy, or make the run again"
                + (events.TornBytes > 0
                    ? "; `engine journal repair` cuts the tail, and brings nothing back"
                    : string.Empty);
        _parts.Add(new UnprovedPart(
            Path.Combine(_reader.Directory, _reader.LastEventFile), what, comparer.OrphanCount, 0, mend));
    }

    private static string Events(long count) => count == 1 ? "1 event" : $"{count} events";
}
