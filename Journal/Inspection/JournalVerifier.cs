using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Format;
using Journal.Reading;

namespace Journal.Inspection;

/// <summary>Reads all of a journal and checks every byte of it; the journal may be one that is being written.</summary>
public static class JournalVerifier
{
    /// <summary>Verifies a journal.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="jobs">
    /// How many threads read at once, a segment each; the chain from segment to segment is checked when all are done.
    /// </param>
    /// <param name="progress">Told the bytes read and all bytes, on the calling thread; null for none.</param>
    /// <param name="cancellation">Stops after a frame.</param>
    /// <exception cref="JournalException">There is no journal, or one of another version; the disk failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static JournalReport Verify(
        string directory, int jobs = 1, IProgress<(long Done, long Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        try
        {
            return Verify(JournalReader.Open(directory), jobs, progress, cancellation);
        }
        catch (JournalException exception) when (exception.Fault is not null)
        {
            return new JournalReport
            {
                Path = directory,
                End = JournalEnd.Damaged,
                CommandsEnd = JournalEnd.Closed,
                Events = 0,
                Commands = 0,
                Segments = 0,
                Fault = exception.Fault,
            };
        }
    }

    /// <summary>Verifies a journal that is open.</summary>
    internal static JournalReport Verify(
        JournalReader reader, int jobs = 1, IProgress<(long Done, long Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        var meter = new VerifyMeter(reader.RawSizeBytes(), progress);
        var events = new StreamCheck<Event, EventSlots>(
            reader.Storage, reader.EventSegments, reader.Facts.JournalId,
            reader.FirstEventSegmentNumber, meter).Run(jobs, cancellation);
        var commands = new StreamCheck<Command, CommandSlots>(
            reader.Storage, reader.CommandSegments, reader.Facts.JournalId,
            reader.FirstCommandSegmentNumber, meter).Run(jobs, cancellation);
        var odds = StreamAgreement.Find(reader, events, commands, out var isLost);
        return new JournalReport
        {
            Path = reader.Directory,
            End = events.End,
            CommandsEnd = isLost && odds is not null ? JournalEnd.Damaged : commands.End,
            IsAtOdds = odds is not null,
            PurgedEvents = reader.FirstSequence,
            Events = events.NextSequence - reader.FirstSequence,
            Commands = commands.NextSequence - reader.FirstCommandSequence,
            Segments = reader.EventSegmentCount + reader.CommandSegmentCount,
            FirstTime = events.FirstOrder is { } first ? new TimestampNs(first) : null,
            LastTime = events.FirstOrder is null ? null : new TimestampNs(events.LastOrder),
            Bytes = reader.SizeBytes(),
            TornBytes = events.TornBytes + commands.TornBytes,
            Fault = events.Fault ?? commands.Fault ?? odds,
        };
    }
}
