using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal;
using Journal.Writing;
using Replay.Import;

namespace Benchmarks.Journal;

/// <summary>
/// Market data as it was recorded, imported into journals; it lies in <c>$ENGINE_SHARED</c>, else in a folder
/// <c>shared</c> beside the repository, and may be absent.
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
        var folder = Environment.GetEnvironmentVariable("ENGINE_SHARED");
        for (var above = new DirectoryInfo(AppContext.BaseDirectory);
            string.IsNullOrEmpty(folder) && above is not null; above = above.Parent)
        {
            folder = File.Exists(Path.Combine(above.FullName, "engine.sln"))
                ? Path.Combine(above.FullName, "..", "shared") : null;
        }

        var data = folder is null ? null : Path.GetFullPath(Path.Combine(folder, "data"));
        return data is not null
            && Recordings.All(recording => recording.Files.All(file => File.Exists(Path.Combine(data, file))))
                ? data : null;
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
