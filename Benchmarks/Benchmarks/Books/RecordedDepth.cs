using Benchmarks.Harness;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import;

namespace Benchmarks.Books;

/// <summary>
/// The depth of a recording of BTCUSDT, by the way that every recording comes in; empty where there is none.
/// </summary>
internal static class RecordedDepth
{
    /// <summary>The recording, inside the shared folder.</summary>
    internal const string Capture = "data/binance-usdm/ticks/btcusdt_20240808_1.gz";

    /// <summary>The events, snapshot included.</summary>
    internal static Event[] Read()
    {
        var file = SharedFiles.Find(Capture);
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
