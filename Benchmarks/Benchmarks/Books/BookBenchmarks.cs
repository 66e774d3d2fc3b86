using System.Diagnostics;
using Benchmarks.Harness;
using Engine.Books;
using Engine.Disruptor;
using Engine.Model.Events;

namespace Benchmarks.Books;

/// <summary>What a change of a book costs, best bid and offer kept, by the events that bring it; one thread.</summary>
public static class BookBenchmarks
{
    private const int LevelsAtTouch = 400;
    private const int RingSlots = 4_096;
    private const int TargetChanges = 2_000_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("book/top", "What does a new quantity at the best bid or ask cost?", options => RunBook(
            options, "book/top", BookWorkloads.Touch(LevelsAtTouch), "Quantities that change at the touch")),
        new("book/l2/recorded", "What does a change of a recorded book cost?", RunRecorded),
        new("book/l2/synthetic", "What does a change of a wide book with gaps cost?", options => RunBook(
            options, "book/l2/synthetic", BookWorkloads.Wide(),
            "60 % of changes within 32 ticks, 30 % within 8,192, 10 % within 400,000; 40 % remove")),
        new("book/l2/even", "What does it cost where changes know no touch?", options => RunBook(
            options, "book/l2/even", BookWorkloads.Even(5_000), "Changes anywhere within 5,000 ticks; 25 % remove")),
        new("book/l2/vs-twin", "How much faster is that than a sorted dictionary?", RunAgainstTwin),
    ];

    private static IReadOnlyList<BenchmarkEntry> RunRecorded(BenchmarkOptions options)
    {
        var events = RecordedDepth.Read();
        return events.Length == 0
            ? SharedFiles.LeaveOut("book/l2/recorded", RecordedDepth.Capture, options)
            : RunBook(options, "book/l2/recorded", events, "Every depth event of a recording of BTCUSDT, in order");
    }

    private static IReadOnlyList<BenchmarkEntry> RunBook(
        BenchmarkOptions options, string name, Event[] events, string method)
    {
        var book = new OrderBook();
        var runs = Alternation.Run(options.Runs, 1, () => Time(events, Rounds(options, events), book));
        var how = $"{method}; ns for each event from slots in the cache, the sum of the medians of batches of 4,096";
        return [runs[0].ToEntry(name, "ns", how, options)];
    }

    private static IReadOnlyList<BenchmarkEntry> RunAgainstTwin(BenchmarkOptions options)
    {
        var recorded = RecordedDepth.Read();
        var events = recorded.Length == 0 ? BookWorkloads.Wide() : recorded;
        var (book, twin) = (new OrderBook(), new SlowOrderBook());
        var rounds = Rounds(options, events);
        var runs = Alternation.Run(
            options.Runs, 1, () => Time(events, rounds, book), () => Time(events, Math.Max(1, rounds / 8), twin));
        var what = recorded.Length == 0 ? "the synthetic events" : "the recorded events";
        return [runs[1].DividedBy(runs[0]).ToEntry(
            "book/l2/vs-twin", "x", $"The sorted dictionary's time over the book's, {what}, in turn", options)];
    }

    private static int Rounds(BenchmarkOptions options, Event[] events) =>
        Math.Max(1, options.Scale(TargetChanges) / events.Length);

    private static RunResult Time(Event[] events, int rounds, OrderBook book) => Time(events, rounds, slots =>
    {
        var changes = 0L;
        foreach (ref readonly var e in slots)
        {
            changes += book.Apply(in e) ? 1 : 0;
        }

        return changes;
    });

    private static RunResult Time(Event[] events, int rounds, SlowOrderBook twin) => Time(events, rounds, slots =>
    {
        var changes = 0L;
        foreach (ref readonly var e in slots)
        {
            changes += twin.Apply(in e) ? 1 : 0;
        }

        return changes;
    });

    /// <summary>
    /// Hands the events over as the ring does: from slots that lie in the cache. Copying them there is not timed. The
    /// figure is the sum over the batches of each one's median over the rounds: a batch is short, so that one which the
    /// machine has interrupted stands out instead of counting.
    /// </summary>
    private static RunResult Time(Event[] events, int rounds, Func<ReadOnlySpan<Event>, long> apply)
    {
        var slots = new RingBuffer<Event>(RingSlots);
        var batches = (events.Length + RingSlots - 1) / RingSlots;
        var ticks = new long[batches][];
        for (var batch = 0; batch < batches; batch++)
        {
            ticks[batch] = new long[rounds];
        }

        var changes = 0L;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < rounds; round++)
        {
            for (var batch = 0; batch < batches; batch++)
            {
                var part = events.AsSpan(batch * RingSlots);
                part = part[..Math.Min(RingSlots, part.Length)];
                slots.CopyIn(0, part);
                var start = Stopwatch.GetTimestamp();
                changes += apply(slots.Slice(0, part.Length));
                ticks[batch][round] = Stopwatch.GetTimestamp() - start;
            }
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        GC.KeepAlive(changes);
        var total = ticks.Sum(times => (double)times.Order().ElementAt(rounds / 2));
        return new RunResult(
            total * 1e9 / Stopwatch.Frequency / events.Length, allocated / ((double)rounds * events.Length));
    }
}
