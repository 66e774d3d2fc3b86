using Benchmarks.Harness;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal;
using Journal.Writing;
using Replay.Import;

namespace Benchmarks.Journal;

/// <summary>
/// Market data as it was recorded, imported into journals; it may be absent.
/// </summary>
internal static class RecordedFeeds
{
    private static readonly (string Name, string[] Files)[] Recordings =
    [
        ("usdm", ["binance-usdm/ticks/btcusdt_20240808_1.gz", "binance-usdm/ticks/ethusdt_20240808_1.gz"]),
        ("spot", ["binance-spot/ticks/btcusdt_20240808.gz", "binance-spot/ticks/ethusdt_20240808.gz"]),
    ];

    /// <summary>Where the recordings lie; null where this machine has none.</summary>
    internal static string? Find()
    {
        var isThere = Recordings.All(recording =>
            recording.Files.All(file => SharedFiles.Find(Path.Combine("data", file)) is not null));
        return isThere ? SharedFiles.Find("data") : null;
    }

    /// <summary>Imports every recording into a journal of its own.</summary>
    /// <returns>The journals.</returns>
    internal static IReadOnlyList<string> Import(string data, BenchFolder folder)
    {
        var journals = new List<string>();
        foreach (var (name, files) in Recordings)
        {
            var journal = folder[name];
            using var writer = JournalWriter.Create(new JournalWriterOptions
            {
                Directory = journal,
                JournalId = JournalId.Derive(name),
                CreatedTime = TimestampNs.Zero,
                EngineVersion = "bench",
                Mode = JournalWriteMode.Offline,
            });
            var request = new ImportRequest
            {
                Format = "binance-capture",
                Inputs = [.. files.Select(file => new ImportInput(Path.Combine(data, file), null))],
                Venue = name == "spot" ? VenueId.BinanceSpot : VenueId.None,
            };
            ImportRunner.Run(request, new JournalEventSink(writer), null, CancellationToken.None);
            writer.Complete();
            journals.Add(journal);
        }

        return journals;
    }
}
