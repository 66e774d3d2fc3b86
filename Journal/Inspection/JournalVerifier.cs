using Engine.Model.Units;
using Journal.Reading;

namespace Journal.Inspection;

/// <summary>
/// Reads all of a journal and checks every byte of it. One thread; the journal may be one that is being written.
/// </summary>
public static class JournalVerifier
{
    /// <summary>Verifies a journal.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="progress">Told the events read so far, once a frame; null for none.</param>
    /// <param name="cancellation">Stops after a frame.</param>
    /// <exception cref="JournalException">There is no journal, or one of another version; the disk failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static JournalReport Verify(
        string directory, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            return Verify(JournalReader.Open(directory), progress, cancellation);
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
        JournalReader reader, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        using var events = reader.OpenEvents();
        TimestampNs? first = null;
        TimestampNs? last = null;
        while (events.TryReadFrame(out var frame))
        {
            first ??= frame[0].Time;
            last = events.HighestTime;
            progress?.Report(events.NextSequence);
            cancellation.ThrowIfCancellationRequested();
        }

        using var commands = reader.OpenCommands();
        while (commands.TryReadFrame(out _))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return new JournalReport
        {
            Path = reader.Directory,
            End = events.End,
            CommandsEnd = commands.End,
            PurgedEvents = reader.FirstSequence,
            Events = events.NextSequence - reader.FirstSequence,
            Commands = commands.NextSequence - reader.FirstCommandSequence,
            Segments = reader.EventSegmentCount + reader.CommandSegmentCount,
            FirstTime = first,
            LastTime = last,
            Bytes = reader.SizeBytes(),
            TornBytes = events.TornBytes + commands.TornBytes,
            Fault = events.Fault ?? commands.Fault,
        };
    }
}
