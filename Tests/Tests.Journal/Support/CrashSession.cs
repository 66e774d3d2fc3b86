using Engine.Model.Commands;
using Engine.Model.Events;
using Journal;
using Journal.Reading;
using Journal.Storage;
using Journal.Writing;

namespace Tests.Journal.Support;

/// <summary>A session that may be cut short anywhere, and the check of what is left of it.</summary>
internal sealed class CrashSession(JournalWriterOptions options)
{
    internal static readonly Event[] Events = Samples.Events(seed: 21, count: 260);

    private static readonly Command[] Commands = Samples.Commands(seed: 22, count: 200);

    /// <summary>The last sequence that was said to be on the device.</summary>
    internal long Acknowledged { get; private set; }

    /// <summary>The writer, where it came to one.</summary>
    internal JournalWriter? Writer { get; private set; }

    internal static JournalWriterOptions OptionsOf(Durability durability, bool isPrepared) =>
        Samples.Options("crash", segmentBytes: 8_192) with
        {
            Mode = JournalWriteMode.Live,
            Durability = durability,
            PreparesSegments = isPrepared,
            PreparesInline = true,
        };

    /// <summary>Runs the session; throws what ends it.</summary>
    internal void Run(IJournalStorage storage)
    {
        Acknowledged = -1;
        using var writer = JournalWriter.OpenOrCreate(options, storage);
        Writer = writer;
        try
        {
            Append(writer);
            writer.Complete();
        }
        finally
        {
            Acknowledged = writer.DurableSequence;
        }
    }

    /// <summary>Opens what is left, goes on to the end, and reads all of it.</summary>
    /// <param name="left">What is left.</param>
    /// <param name="recovered">How many events there were.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    internal string? WrongIn(MemoryStorage left, out long recovered)
    {
        recovered = -1;
        try
        {
            using var writer = JournalWriter.OpenOrCreate(options, left);
            recovered = writer.NextSequence;
            if (recovered <= Acknowledged)
            {
                return $"acknowledged up to {Acknowledged}, and {recovered} events are there";
            }

            if (!options.SyncsInBackground && left.List().Count(IsTemporary) != (options.PreparesSegments ? 1 : 0))
            {
                return "an old spare is left";
            }

            writer.AppendEvents(Events.AsSpan((int)recovered));
            writer.Flush();
            writer.Complete();
        }
        catch (JournalException refused)
        {
            return refused.Message;
        }

        return left.List().Any(IsTemporary) ? "a spare is left" : WrongInClosed(left, recovered);
    }

    private static string? WrongInClosed(MemoryStorage left, long recovered)
    {
        var reader = JournalReader.Open(left);
        using var cursor = reader.OpenEvents();
        var read = Samples.ReadAll(cursor);
        if (cursor.End != JournalEnd.Closed || !Samples.Bytes(read).SequenceEqual(Samples.Bytes(Events)))
        {
            return $"{read.Length} events, {cursor.End}: {cursor.Fault}";
        }

        using var commands = reader.OpenCommands();
        var count = 0;
        while (commands.TryReadFrame(out var batch))
        {
            if (!batch.SequenceEqual(Commands.AsSpan(count, batch.Length)))
            {
                return $"commands differ from {count}";
            }

            count += batch.Length;
        }

        return commands.End is JournalEnd.Damaged or JournalEnd.TornTail ? $"the commands are {commands.End}"
            : count > 0 && Commands[count - 1].Cause >= recovered ? "a command of a lost cause"
            : null;
    }

    private static bool IsTemporary(string name) => name.EndsWith(".tmp", StringComparison.Ordinal);

    private void Append(JournalWriter writer)
    {
        var command = 0;
        var flushes = 0;
        for (var index = 0; index < Events.Length;)
        {
            var end = Math.Min(index + 23, Events.Length);
            writer.AppendEvents(Events.AsSpan(index, end - index));
            index = end;
            while (command < Commands.Length && Commands[command].Cause < index)
            {
                writer.AppendCommands(Commands.AsSpan(command++, 1));
            }

            writer.Flush();
            flushes++;
            if (options.Durability != Durability.Synced && flushes % 3 == 0)
            {
                writer.Sync();
            }

            // An idle moment, which leaves a frame without slots.
            if (flushes % 4 == 3)
            {
                writer.Flush();
            }
        }
    }
}
