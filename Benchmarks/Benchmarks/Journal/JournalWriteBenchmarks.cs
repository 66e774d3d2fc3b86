using Benchmarks.Harness;
using Benchmarks.Ring;
using Engine.Model.Events;
using Journal.Format;

namespace Benchmarks.Journal;

/// <summary>What writing a journal costs, beside what the disk allows.</summary>
public static class JournalWriteBenchmarks
{
    private const string Prepared = "A live journal with a thread of its own and segments made ahead";
    private const string FromIntended = "each event from the time at which it was meant to be sent";
    private const int SyncedPages = 2_000;
    private const int CachedPages = 20_000;
    private const int FrameEvents = 4_096;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("journal/limit", "What do this disk and processor allow?", RunLimits),
        new("journal/async", "How late may a command leave that waits for nothing?", options => RunPaced(
            options, "journal/async", Durability.Async, 100_000, isAgainstSync: false)),
        new("journal/written", "How late where the kernel must have its cause?", options => RunPaced(
            options, "journal/written", Durability.Written, 100_000, isAgainstSync: false)),
        new("journal/synced/1m", "How late where the device must have it, at a million a second?", options => RunPaced(
            options, "journal/synced/1m", Durability.Synced, 1_000_000, isAgainstSync: true)),
        new("journal/synced/4m", "How late at four million a second?", options => RunPaced(
            options, "journal/synced/4m", Durability.Synced, 4_000_000, isAgainstSync: true)),
        new("journal/append/burst", "How many events a second does a burst bring to the kernel?", RunBurst),
        new("journal/append/synced", "How many events a second reach the device?", RunSynced),
    ];

    private static List<BenchmarkEntry> RunLimits(BenchmarkOptions options)
    {
        using var folder = new BenchFolder(options);
        var pages = LatencyRuns.Run(
            options, () => DiskLimits.SyncedPage(folder, options.Scale(SyncedPages)),
            () => DiskLimits.CachedPage(folder, options.Scale(CachedPages)));
        var events = WriteRuns.MakeEvents(FrameEvents);
        var rates = Alternation.Run(
            options.Runs, 1, () => DiskLimits.SequentialBytes(folder, options.Scale(512)),
            () => DiskLimits.FramedEvents(events, options.Scale(40_000_000)));
        return
        [
            pages[0].At(0.5).ToEntry(
                "journal/limit/t", "ns", "T: p50 of a 4 KB write and fsync on a file of zeros", options),
            pages[0].At(0.99).ToEntry("journal/limit/t/p99", "ns", "p99 of the same", options),
            rates[0].ToEntry("journal/limit/w", "bytes/s", "W: direct writes of 1 MB in a row, then an fsync", options),
            pages[1].At(0.5).ToEntry("journal/limit/p", "ns", "P: p50 of a 4 KB write into cached pages", options),
            rates[1].ToEntry(
                "journal/limit/e", "/s", $"E: frames of {FrameEvents:N0} events copied and checksummed in memory",
                options),
        ];
    }

    private static List<BenchmarkEntry> RunPaced(
        BenchmarkOptions options, string name, Durability durability, int perSecond, bool isAgainstSync)
    {
        using var folder = new BenchFolder(options);
        var load = new HopLoad(perSecond, options.Scale(Math.Min(perSecond / 2, 1_000_000)));
        var runs = LatencyRuns.Run(
            options, () => WriteRuns.Latency(folder, durability, load), () => isAgainstSync
                ? DiskLimits.SyncedPage(folder, options.Scale(SyncedPages))
                : DiskLimits.CachedPage(folder, options.Scale(CachedPages)));
        var entries = runs[0].ToEntries(
            name, $"{Prepared}, {durability}, paced at {perSecond:N0}/s; {FromIntended} until its commands may leave",
            options);
        entries.Add(runs[0].At(0.5).DividedBy(runs[1].At(0.5)).ToEntry(
            name + "/p50/vs-limit", "x", $"In terms of {(isAgainstSync ? 'T' : 'P')}, in the same rounds; paired",
            options));
        return entries;
    }

    private static IReadOnlyList<BenchmarkEntry> RunBurst(BenchmarkOptions options)
    {
        using var folder = new BenchFolder(options);
        var count = options.Scale(3_000_000);
        var events = WriteRuns.MakeEvents(FrameEvents);
        var runs = Alternation.Run(
            options.Runs, 1, () => WriteRuns.Throughput(folder, Durability.Async, count),
            () => DiskLimits.FramedEvents(events, options.Scale(40_000_000)));
        return
        [
            runs[0].ToEntry(
                "journal/append/burst", "/s", $"{Prepared}, async: {count:N0} events at once, until the kernel has all",
                options),
            runs[0].DividedBy(runs[1]).ToEntry(
                "journal/append/burst/vs-limit", "x", "In terms of E, in the same rounds; paired", options),
        ];
    }

    private static IReadOnlyList<BenchmarkEntry> RunSynced(BenchmarkOptions options)
    {
        using var folder = new BenchFolder(options);
        var count = options.Scale(8_000_000);
        var runs = Alternation.Run(
            options.Runs, 1, () => WriteRuns.Throughput(folder, Durability.Synced, count), () =>
            {
                var bytes = DiskLimits.SequentialBytes(folder, options.Scale(512));
                return bytes with { Value = bytes.Value / JournalFormat.SlotSizeBytes };
            });
        return
        [
            runs[0].ToEntry(
                "journal/append/synced", "/s", $"{Prepared}, synced: {count:N0} events, until the device has all",
                options),
            runs[0].DividedBy(runs[1]).ToEntry(
                "journal/append/synced/vs-limit", "x", "In terms of W, in the same rounds; paired", options),
        ];
    }
}
