using Journal.Reading;
using Journal.Storage;

namespace Journal.Recovering;

/// <summary>Cuts the torn tail of a journal, when told to, and never more. One thread.</summary>
public static class JournalRepair
{
    /// <summary>Cuts the torn tail of each stream; what is cut stays beside it as a <c>.torn</c> file.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <exception cref="JournalException">
    /// It is no journal or damaged (Data), another process writes it (Safety), or the disk failed (Io).
    /// </exception>
    public static JournalRecovery Repair(string directory)
    {
        using var held = IdleJournal.Take(directory);
        return Repair(new DirectoryStorage(directory));
    }

    /// <summary>For tests, which bring their own storage.</summary>
    internal static JournalRecovery Repair(IJournalStorage storage)
    {
        var reader = JournalReader.Open(storage);
        using var events = reader.EventFrames();
        while (events.TryReadFrame(out _))
        {
            // Reading is the check.
        }

        using var commands = reader.CommandFrames();
        while (commands.TryReadFrame(out _))
        {
            // Reading is the check.
        }

        var fault = events.End == JournalEnd.Damaged ? events.Fault
            : commands.End == JournalEnd.Damaged ? commands.Fault : null;
        if (fault is not null)
        {
            throw JournalException.Damaged(storage.Directory, fault);
        }

        var files = new List<string>();
        if (events.End == JournalEnd.TornTail)
        {
            files.Add(StreamMender.Mend(storage, reader.EventSegments, events.Walker).TornFile!);
        }

        if (commands.End == JournalEnd.TornTail)
        {
            files.Add(StreamMender.Mend(storage, reader.CommandSegments, commands.Walker).TornFile!);
        }

        return new JournalRecovery
        {
            Events = events.NextSequence,
            Commands = commands.NextSequence,
            WasClosed = events.End == JournalEnd.Closed,
            TornBytes = events.TornBytes + commands.TornBytes,
            TornFiles = files,
            CommandsCut = 0,
        };
    }
}
