using Adapters.Simulated.Generation;
using Benchmarks.Harness;
using Engine.Model.Units;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Journal.Writing;

namespace Benchmarks.Journal;

/// <summary>Single runs of reading: verified, and by nothing but the system's own call.</summary>
internal static class ReadRuns
{
    private const int RawBlockBytes = 1 << 20;

    /// <summary>Makes a journal of a synthetic market.</summary>
    internal static void Generate(string journal, int events)
    {
        using var writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = journal,
            JournalId = JournalId.Derive($"bench {events}"),
            CreatedTime = TimestampNs.Zero,
            EngineVersion = "bench",
            Mode = JournalWriteMode.Offline,
            SegmentSizeBytes = 64 << 20,
        });
        new MarketGenerator(new GeneratorSettings
        {
            InstrumentCount = 8,
            EventCount = events,
            Seed = 1,
        }).Run(new JournalEventSink(writer));
        writer.Complete();
    }

    /// <summary>Reads journals as every command does: checksums, chain, order and runs.</summary>
    /// <param name="journals">The journals.</param>
    /// <param name="times">How often, for those that are short.</param>
    internal static RunResult Verified(IReadOnlyList<string> journals, int times = 1)
    {
        var meter = RunMeter.Start();
        var count = 0L;
        for (var i = 0; i < times; i++)
        {
            foreach (var journal in journals)
            {
                using var cursor = JournalReader.Open(journal).OpenEvents();
                while (cursor.TryReadFrame(out var events))
                {
                    count += events.Length;
                }

                Require(cursor.End == JournalEnd.Closed, journal);
            }
        }

        return meter.StopAsRate(count);
    }

    /// <summary>Reads the same files block by block and looks at nothing.</summary>
    internal static RunResult Raw(string journal, long events)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(RawBlockBytes, pinned: true);
        var meter = RunMeter.Start();
        foreach (var path in Directory.GetFiles(journal))
        {
            using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            for (var offset = 0L; ;)
            {
                var count = RandomAccess.Read(handle, buffer, offset);
                if (count == 0)
                {
                    break;
                }

                offset += count;
            }
        }

        return meter.StopAsRate(events);
    }

    /// <summary>Verifies with a thread for each processor.</summary>
    internal static RunResult Verify(string journal)
    {
        var meter = RunMeter.Start();
        var report = JournalVerifier.Verify(journal, Environment.ProcessorCount);
        Require(report.IsIntact, journal);
        return meter.StopAsRate(report.Events);
    }

    private static void Require(bool isWhole, string journal)
    {
        if (!isWhole)
        {
            throw new InvalidOperationException($"{journal} did not come to its end");
        }
    }
}
