using Journal.Reading;

namespace Journal.Inspection;

/// <summary>
/// Holds the two streams of a run against each other, where each for itself is whole: what a run has decided stands in
/// its commands, and what has caused them in its events. Of bytes that are gone with a whole file nothing else tells.
/// </summary>
internal static class StreamAgreement
{
    /// <summary>What does not fit; null where all does, and for a journal of data.</summary>
    /// <param name="reader">The journal.</param>
    /// <param name="events">What the check of the events found.</param>
    /// <param name="commands">What the check of the commands found.</param>
    /// <param name="isLost">
    /// Whether history is gone: a command made the run and named it when it was whole. A session that died leaves one
    /// stream behind the other, and the next one mends that.
    /// </param>
    internal static JournalFault? Find(
        JournalReader reader, StreamVerdict events, StreamVerdict commands, out bool isLost)
    {
        isLost = false;
        if (events.End == JournalEnd.Damaged || commands.End == JournalEnd.Damaged)
        {
            return null;
        }

        // A writer at work may have appended an event and its commands since the events were counted.
        if (commands.FirstOrder is not null && commands.LastOrder >= reader.CountEvents())
        {
            return new JournalFault(
                reader.LastEventFile, 0,
                $"events up to {commands.LastOrder} have commands on record, and those from {events.NextSequence} on "
                + "are missing",
                events.NextSequence);
        }

        if (!reader.Facts.IsLive)
        {
            isLost = commands.End != JournalEnd.TornTail;
        }
        else if (events.End != JournalEnd.Closed)
        {
            return null;
        }

        return WhatIsMissing(reader, events, commands) is { } what
            ? new JournalFault(reader.LastCommandFile, 0, what, commands.NextSequence)
            : null;
    }

    private static string? WhatIsMissing(JournalReader reader, StreamVerdict events, StreamVerdict commands)
    {
        var lastCause = commands.FirstOrder is null ? -1 : commands.LastOrder;
        if (events.End == JournalEnd.TornTail || lastCause >= events.NextSequence - 1
            || RunMarks.Of(reader) is not { IsRun: true, IsEnded: true })
        {
            return null;
        }

        return lastCause < 0
            ? "the file is missing or empty: the journal holds a run that was ended, and none of its commands"
            : $"the commands stop at event {lastCause}, before the run's end, event {events.NextSequence - 1}";
    }
}
