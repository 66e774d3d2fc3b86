using Engine.Model.Commands;
using Journal.Reading;
using Journal.Storage;
using Journal.Writing;

namespace Journal.Recovering;

/// <summary>A journal brought into order, and all that a writer needs to go on. One thread.</summary>
internal sealed record RecoveredJournal
{
    internal required JournalRecovery Report { get; init; }

    internal required JournalId JournalId { get; init; }

    /// <summary>The highest epoch so far.</summary>
    internal required long Epoch { get; init; }

    internal required RecoveredStream Events { get; init; }

    internal required RecoveredStream Commands { get; init; }

    internal required SegmentCatalogue Catalogue { get; init; }

    /// <summary>Commands of a frame that had to be cut in its midst.</summary>
    internal required Command[] KeptCommands { get; init; }

    /// <summary>Reads the whole journal, mends its ends and cuts its commands back.</summary>
    /// <exception cref="JournalException">It is damaged (Data): nothing is touched. The disk failed (Io).</exception>
    internal static RecoveredJournal Recover(IJournalStorage storage)
    {
        var catalogue = new SegmentCatalogue();
        var reader = JournalReader.Open(storage);
        using var events = reader.EventFrames();
        for (var isFirst = true; events.TryReadFrame(out var frame); isFirst = false)
        {
            if (isFirst)
            {
                // Where the head was purged, what it defined stands in the catalogue of the first segment left.
                catalogue.Apply(events.Catalogue);
            }

            catalogue.Apply(frame);
        }

        using var commands = reader.CommandFrames();
        Walk(commands);
        if (commands is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            throw JournalException.Damaged(storage.Directory, fault);
        }

        var eventStream = StreamMender.Mend(storage, reader.EventSegments, events.Walker);
        var commandStream = StreamMender.Mend(storage, reader.CommandSegments, commands.Walker);
        var (kept, cut) = CommandCut.Run(JournalReader.Open(storage), eventStream.Position.NextSequence);
        var (tornBytes, tornFiles) = Torn(eventStream, commandStream);
        if (cut > 0)
        {
            commandStream = MendAgain(storage);
        }

        return new RecoveredJournal
        {
            JournalId = reader.Facts.JournalId,
            Epoch = Math.Max(eventStream.Epoch, commandStream.Epoch),
            Events = eventStream,
            Commands = commandStream,
            Catalogue = catalogue,
            KeptCommands = kept,
            Report = new JournalRecovery
            {
                Events = eventStream.Position.NextSequence,
                Commands = commandStream.Position.NextSequence + kept.Length,
                WasClosed = eventStream.End == JournalEnd.Closed,
                TornBytes = tornBytes,
                TornFiles = tornFiles,
                CommandsCut = cut,
            },
        };
    }

    private static RecoveredStream MendAgain(IJournalStorage storage)
    {
        var reader = JournalReader.Open(storage);
        using var commands = reader.CommandFrames();
        Walk(commands);
        return StreamMender.Mend(storage, reader.CommandSegments, commands.Walker);
    }

    private static void Walk(FrameCursor<Command, Format.CommandSlots> commands)
    {
        while (commands.TryReadFrame(out _))
        {
            // Reading is the check.
        }
    }

    private static (long Bytes, IReadOnlyList<string> Files) Torn(RecoveredStream events, RecoveredStream commands) => (
        events.TornBytes + commands.TornBytes,
        [.. new[] { events.TornFile, commands.TornFile }.OfType<string>()]);
}
