using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal;
using Journal.Writing;

namespace Tests.Journal.Processes;

/// <summary>
/// A process that journals as fast as it can and acknowledges, over its output, what the journal has released: for
/// each acknowledgement the sequence and the witness up to it.
/// </summary>
internal static class JournalChild
{
    internal const int FailedExitCode = 3;

    /// <summary>The sequence of the record that says that the journal is open.</summary>
    internal const long OpenMark = long.MinValue;

    internal static int Run()
    {
        if (Console.In.ReadLine() is not { } line)
        {
            return 0;
        }

        using var output = Console.OpenStandardOutput();
        try
        {
            Write(ChildOrder.Parse(line), output);
            return 0;
        }
        catch (JournalException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return FailedExitCode;
        }
    }

    private static void Write(ChildOrder order, Stream output)
    {
        using var writer = JournalWriter.OpenOrCreate(order.Options);
        var witness = WitnessUpTo(writer.NextSequence);
        Tell(output, OpenMark, witness);
        var random = new Random((int)writer.NextSequence);
        var events = new Event[200];
        var waiting = new Queue<(long Sequence, ulong Witness)>();
        for (var group = 1; ; group++)
        {
            var batch = events.AsSpan(0, random.Next(1, events.Length));
            NumberedEvents.Fill(batch, writer.NextSequence);

            // Whole runs only, so that what was appended is what can be released.
            var count = batch.Length;
            while (count > 0 && !batch[count - 1].IsLastOfRun)
            {
                count--;
            }

            batch = batch[..count];
            writer.AppendEvents(batch);
            writer.Flush();
            witness = NumberedEvents.Add(witness, batch);
            waiting.Enqueue((writer.NextSequence - 1, witness));
            if (group == order.GroupsMax)
            {
                writer.Complete();
                Acknowledge(output, waiting, writer.DurableSequence);
                return;
            }

            Acknowledge(output, waiting, writer.Released.Value);
        }
    }

    private static void Acknowledge(Stream output, Queue<(long Sequence, ulong Witness)> waiting, long released)
    {
        var last = (Sequence: -1L, Witness: 0UL);
        while (waiting.TryPeek(out var next) && next.Sequence <= released)
        {
            last = waiting.Dequeue();
        }

        if (last.Sequence >= 0)
        {
            Tell(output, last.Sequence, last.Witness);
        }
    }

    private static void Tell(Stream output, long sequence, ulong witness)
    {
        Span<ulong> record = [(ulong)sequence, witness];
        output.Write(MemoryMarshal.AsBytes(record));
        output.Flush();
    }

    private static ulong WitnessUpTo(long nextSequence)
    {
        var witness = NumberedEvents.WitnessStart;
        var events = new Event[1_024];
        for (var done = 0L; done < nextSequence; done += events.Length)
        {
            var batch = events.AsSpan(0, (int)Math.Min(events.Length, nextSequence - done));
            NumberedEvents.Fill(batch, done);
            witness = NumberedEvents.Add(witness, batch);
        }

        return witness;
    }
}
