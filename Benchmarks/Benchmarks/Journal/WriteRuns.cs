using System.Diagnostics;
using Benchmarks.Harness;
using Benchmarks.Ring;
using Engine.Disruptor;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Benchmarks.Journal;

/// <summary>Live journals under load: how late an event is safe, and how many a second become so.</summary>
internal static class WriteRuns
{
    private const int BatchMax = 256;

    /// <summary>Events, each a message of its own.</summary>
    internal static Event[] MakeEvents(int count)
    {
        var events = new Event[count];
        var random = new Random(42);
        for (var i = 0; i < count; i++)
        {
            events[i] = Event.Create(
                EventKind.BookLevel, new TimestampNs(1_700_000_000_000_000_000), new InstrumentId(0),
                EventFlags.LastOfRun);
            events[i].BookLevel.Price = new PriceTicks(random.Next());
            events[i].BookLevel.Quantity = new QtyLots(random.Next());
        }

        return events;
    }

    /// <summary>
    /// Paced events, each from the time at which it was meant to be sent to that at which its commands may leave.
    /// </summary>
    internal static HopRun Latency(BenchFolder folder, Durability durability, HopLoad load)
    {
        var events = MakeEvents(BatchMax);
        var histogram = new LogLinearHistogram();
        using var journal = new BenchJournal(folder, durability);
        var writer = journal.Writer;
        var interval = (double)Stopwatch.Frequency / load.PerSecond;
        var meter = RunMeter.Start();
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 1_000);
        long sent = 0;
        for (long released = 0; released < load.Count;)
        {
            var now = Stopwatch.GetTimestamp();
            var due = Math.Min(load.Count, (long)((now - start) / interval) + 1);
            if (now >= start && due > sent)
            {
                // What a stage finds is one batch: what came while it was away comes together.
                var batch = (int)Math.Min(BatchMax, due - sent);
                writer.AppendEvents(events.AsSpan(0, batch));
                writer.Flush();
                sent += batch;
            }

            var reached = writer.Released.Value + 1;
            if (reached > released)
            {
                now = Stopwatch.GetTimestamp();
                for (; released < reached; released++)
                {
                    if (released >= load.WarmUpCount)
                    {
                        histogram.Record(Pacer.ToNs(now - start - (long)(released * interval)));
                    }
                }
            }
        }

        return new HopRun(histogram, meter.BytesPerOp(load.Count));
    }

    /// <summary>As many as it takes, until the kernel (async) or the device (synced) has all; events a second.</summary>
    internal static RunResult Throughput(BenchFolder folder, Durability durability, int count)
    {
        var events = MakeEvents(BatchMax * 4);
        using var journal = new BenchJournal(folder, durability);
        var writer = journal.Writer;
        var meter = RunMeter.Start();
        for (long sent = 0; sent < count; sent += events.Length)
        {
            writer.AppendEvents(events);
        }

        var wait = new SpinWait();
        while ((durability == Durability.Synced ? writer.DurableSequence : writer.WrittenSequence)
            < writer.NextSequence - 1)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        return meter.StopAsRate(writer.NextSequence);
    }
}
