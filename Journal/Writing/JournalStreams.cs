using System.Diagnostics;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal.Format;
using Journal.Recovering;
using Journal.Storage;

namespace Journal.Writing;

/// <summary>Both streams of a journal and the maker of their segments. One thread at a time owns them.</summary>
internal sealed class JournalStreams : IDisposable
{
    internal JournalStreams(JournalWriterOptions options, IJournalStorage storage, RecoveredJournal? recovered)
    {
        if (options is { Mode: JournalWriteMode.Live, PreparesSegments: true })
        {
            Maker = new SegmentMaker(storage, options.SegmentSizeBytes, !options.PreparesInline);
        }

        Events = new(
            options, storage, recovered?.Catalogue ?? new SegmentCatalogue(),
            recovered?.Events.Position ?? StreamPosition.Start, Maker);

        // Commands are derived and never synced for themselves: their file may grow.
        Commands = new(
            options, storage, catalogue: null, recovered?.Commands.Position ?? StreamPosition.Start, maker: null);
        try
        {
            Events.EnsureSegment();
            if (recovered is not null)
            {
                Commands.Append(recovered.KeptCommands);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal SlotStreamWriter<Event, EventSlots> Events { get; }

    internal SlotStreamWriter<Command, CommandSlots> Commands { get; }

    internal SegmentMaker? Maker { get; }

    /// <summary>How far the files are behind a sequence. Any thread.</summary>
    /// <param name="nextEvent">The sequence of the next event.</param>
    internal JournalLag LagBehind(long nextEvent)
    {
        var durable = Events.Durable;
        var written = Events.Written;
        var behind = durable >= nextEvent - 1 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Events.SyncedAt);
        return new JournalLag(nextEvent - 1 - written, nextEvent - 1 - durable, behind);
    }

    /// <summary>Ends both streams in good order.</summary>
    internal void Close()
    {
        Events.Close();
        Commands.Close();
        Maker?.Dispose();
    }

    public void Dispose()
    {
        Events.Dispose();
        Commands.Dispose();
        Maker?.Dispose();
    }
}
