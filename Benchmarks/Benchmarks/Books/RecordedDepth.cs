using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import;

namespace Benchmarks.Books;

/// <summary>
/// The depth of a recording of BTCUSDT, by the way that every recording comes in; empty where there is none.
/// </summary>
/// <remarks>
/// Recordings are too large for the repository: they lie in <c>$ENGINE_SHARED</c>, else in a folder <c>shared</c>
/// beside it.
/// </remarks>
internal static class RecordedDepth
{
    private const string Capture = "data/binance-usdm/ticks/btcusdt_20240808_1.gz";

    /// <summary>The events, snapshot included.</summary>
    internal static Event[] Read()
    {
        var file = Find();
        if (file is null)
        {
            return [];
        }

        var sink = new DepthSink();
        ImportRunner.Run(
            new ImportRequest
            {
                Format = "binance-capture",
                Inputs = [new ImportInput(file)],
                Venue = VenueId.BinanceUsdM,
                GridFromData = true,
            },
            sink,
            progress: null,
            CancellationToken.None);
        return [.. sink.Depth];
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("ENGINE_SHARED");
        if (!string.IsNullOrEmpty(named))
        {
            return Existing(named);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "engine.sln")))
            {
                return Existing(Path.Combine(folder.FullName, "..", "shared"));
            }
        }

        return null;
    }

    private static string? Existing(string folder)
    {
        var path = Path.Combine(folder, Capture);
        return File.Exists(path) ? path : null;
    }

    private sealed class DepthSink : IEventSink
    {
        internal List<Event> Depth { get; } = [];

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            foreach (ref readonly var e in run)
            {
                if (e.Kind is EventKind.BookLevel or EventKind.BookSnapshotBegin or EventKind.BookSnapshotEnd
                    or EventKind.FeedGap)
                {
                    Depth.Add(e);
                }
            }

            return SinkResult.Published;
        }
    }
}
