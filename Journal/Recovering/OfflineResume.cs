using Journal.Format;
using Journal.Reading;
using Journal.Storage;
using Journal.Writing;

namespace Journal.Recovering;

/// <summary>
/// Brings an offline journal that was left unfinished to where it can go on: to the end of its last whole segment. One
/// thread.
/// </summary>
/// <remarks>
/// The segment that was being written goes as a whole. What is written anew then has the bytes that it would have had
/// without the break, which a segment that was mended in its midst could not promise.
/// </remarks>
internal static class OfflineResume
{
    /// <summary>Removes the segment that was being written.</summary>
    /// <returns>Null where no whole segment is left: the journal begins anew.</returns>
    /// <exception cref="JournalException">What is left is damaged, or another journal (Data); the disk failed
    /// (Io).</exception>
    internal static RecoveredJournal? Recover(IJournalStorage storage, JournalWriterOptions options)
    {
        var names = storage.List()
            .Where(name => SegmentName.TryParse(name, out var stream, out _) && stream == JournalStream.Events)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (names.Length > 0)
        {
            storage.Delete(names[^1]);
            storage.SyncNames();
        }

        return names.Length > 1 ? Read(storage, options) : null;
    }

    private static RecoveredJournal Read(IJournalStorage storage, JournalWriterOptions options)
    {
        var reader = JournalReader.Open(storage);
        if (reader.Facts.JournalId != options.JournalId || reader.Facts.CreatedTime != options.CreatedTime
            || reader.Facts.EngineVersion != options.EngineVersion)
        {
            throw Unusable(storage, "it was begun from other input, or by another version");
        }

        var catalogue = new SegmentCatalogue();
        using var events = reader.EventFrames();
        while (events.TryReadFrame(out var frame))
        {
            catalogue.Apply(frame);
        }

        // That the closing seal is missing is why we are here; whatever else were wrong would stop the walk earlier.
        var walker = events.Walker;
        if (!walker.WasSealed || walker.Segment.SegmentNumber != reader.EventSegmentCount - 1)
        {
            throw Unusable(storage, events.Fault?.What ?? "a segment before the last one is not whole");
        }

        return new RecoveredJournal
        {
            JournalId = options.JournalId,
            Epoch = options.Epoch,
            Events = Stream(StreamMender.After(walker, walker.LastCrc), events.End, options.Epoch),
            Commands = Stream(StreamPosition.Start, JournalEnd.Open, -1),
            Catalogue = catalogue,
            KeptCommands = [],
            Report = new JournalRecovery
            {
                Events = walker.NextSequence,
                Commands = 0,
                WasClosed = false,
                TornBytes = 0,
                TornFiles = [],
                CommandsCut = 0,
            },
        };
    }

    private static RecoveredStream Stream(StreamPosition position, JournalEnd end, long epoch) => new()
    {
        Position = position,
        End = end,
        TornBytes = 0,
        TornFile = null,
        Epoch = epoch,
    };

    private static JournalException Unusable(IJournalStorage storage, string why) => new(
        JournalErrorCategory.Data, storage.Directory, $"the unfinished journal cannot be gone on with: {why}",
        "run the command again without --resume");
}
