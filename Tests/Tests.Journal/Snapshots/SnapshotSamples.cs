using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Reading;
using Journal.Snapshots;
using Journal.Storage;
using Tests.Journal.Support;

namespace Tests.Journal.Snapshots;

/// <summary>Snapshots of nothing in particular: to the journal their content is opaque.</summary>
internal static class SnapshotSamples
{
    internal static JournalSnapshot Of(long sequence, int words = 300, int seed = 1)
    {
        var random = new Random(seed);
        return new JournalSnapshot
        {
            JournalId = Samples.Id,
            Sequence = sequence,
            Epoch = 1,
            Time = new TimestampNs(Samples.StartTime + sequence),
            Witness = (ulong)random.NextInt64(),
            Digest = (ulong)random.NextInt64(),
            CodeHash = 77,
            EngineVersion = "test 1",
            Definitions = [.. Samples.Events(seed, 3)],
            State = [.. Enumerable.Range(0, words).Select(_ => random.NextInt64())],
        };
    }

    internal static SnapshotStore Store(IJournalStorage storage) => new(JournalReader.Open(storage));

    /// <summary>A journal in memory with snapshots at the ends of runs nearest to some sequences.</summary>
    internal static MemoryStorage Journal(Event[] events, params long[] near)
    {
        var storage = Samples.InMemory(events, Samples.Commands(2, events.Length / 2), segmentBytes: 8_192);
        var store = Store(storage);
        foreach (var sequence in near)
        {
            store.Write(Of(sequence), Trust);
        }

        return storage;
    }

    internal static void Trust(JournalSnapshot snapshot)
    {
        // What the core would say is tested where the core is.
    }
}
