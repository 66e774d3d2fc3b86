using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import.Grids;
using Replay.Import.Sources;

namespace Replay.Import;

/// <summary>
/// Imports historical files: plans, finds the grids, defines the instruments, merges the files by time.
/// </summary>
/// <remarks>
/// One thread. Memory is flat: each file holds one buffer and one run. The merge order is (time, order of the files,
/// order within the file). Only sorted sources are merged, so a file whose rows go backwards is refused, or its times
/// are raised.
/// </remarks>
public static class ImportRunner
{
    // Bitcoin's first day.
    private static readonly TimestampNs Genesis = new(1_230_940_800 * TimestampNs.PerSecond);

    private const int ProgressMask = (1 << 14) - 1;

    /// <summary>Runs an import.</summary>
    /// <param name="request">What to import.</param>
    /// <param name="sink">Takes the events: the definitions first, then the data.</param>
    /// <param name="progress">Is told how far it is, now and then; null for nobody.</param>
    /// <param name="token">Stops it between two runs.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="ImportException">
    /// The request, the data or the machine is at fault; what the sink has taken is not whole.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    public static ImportSummary Run(
        ImportRequest request, IEventSink sink, Action<ImportProgress>? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sink);
        var format = ImportFormats.Find(request.Format);
        RequireSense(request);

        var summary = new ImportSummary();
        var files = request.Inputs.Select(input => format.Plan(input, request, summary)).ToArray();
        var venue = VenueOf(request, files);
        token.ThrowIfCancellationRequested();

        var resolver = new InstrumentResolver(
            request, venue, symbol => ProbeOf(symbol, format, files, request), summary);
        var sources = new List<ImportSource>();
        try
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in files)
            {
                var instruments = file.Symbols.Select(resolver.Resolve).ToArray();
                var continued = file.Symbols.Where(symbol => !seen.Add(symbol)).ToArray();
                sources.Add(format.Open(file with { ContinuedSymbols = continued }, instruments, request, summary));
            }

            Pump(sources, resolver, new Output(sink, summary), progress, token);
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }

        Conclude(summary);
        return summary;
    }

    private static void Pump(
        List<ImportSource> sources, InstrumentResolver resolver, Output output, Action<ImportProgress>? progress,
        CancellationToken token)
    {
        var merger = new SourceMerger(sources);
        var runs = 0L;
        while (merger.MoveNext())
        {
            var run = merger.Current.Run;
            if (runs == 0)
            {
                Define(resolver, run[0].Time, output);
            }

            output.Publish(run);
            if ((++runs & ProgressMask) == 0)
            {
                token.ThrowIfCancellationRequested();
                progress?.Invoke(new ImportProgress(
                    output.Summary.Rows,
                    output.Summary.Events,
                    sources.Sum(source => source.PositionBytes),
                    sources.Sum(source => source.SizeBytes)));
            }
        }
    }

    /// <summary>The definitions carry the first event's time: an import knows no other.</summary>
    private static void Define(InstrumentResolver resolver, TimestampNs time, Output output)
    {
        for (var i = 0; i < resolver.Assets.Count; i++)
        {
            output.Publish([InstrumentEvents.DefineAsset(new AssetId(i + 1), resolver.Assets[i], time)]);
        }

        foreach (var instrument in output.Summary.Instruments)
        {
            output.Publish(InstrumentEvents.Define(instrument, time));
        }
    }

    private static GridProbe ProbeOf(
        string symbol, ImportFormat format, IReadOnlyList<PlannedFile> files, ImportRequest request)
    {
        var probe = new GridProbe();
        foreach (var file in files.Where(file => file.Symbols.Contains(symbol)))
        {
            // Other symbols of the same recording are read again in their own turn: rare, and there is one probe then.
            format.Probe(file, request, name => name == symbol ? probe : new GridProbe());
        }

        return probe;
    }

    private static VenueId VenueOf(ImportRequest request, IReadOnlyList<PlannedFile> files)
    {
        if (request.Venue != VenueId.None)
        {
            return request.Venue;
        }

        var venues = files.Select(file => file.Venue).Distinct().ToArray();
        return venues is [not VenueId.None]
            ? venues[0]
            : throw ImportException.Usage(
                "--venue",
                venues.Length > 1 ? "the files are of several venues" : "nothing says which venue the files are of",
                "give --venue binance-spot or --venue binance-usdm, and import each venue by itself");
    }

    private static void RequireSense(ImportRequest request)
    {
        if (request.Inputs.Count == 0)
        {
            throw ImportException.Usage(
                "import", "no file is named", "write engine import FORMAT [SYMBOL=]FILE --out J");
        }

        if (request.Tick is null != request.Lot is null)
        {
            throw ImportException.Usage("--tick", "--tick and --lot go together", "give both");
        }

        if (request.MakerFee is null != request.TakerFee is null)
        {
            throw ImportException.Usage("--fees", "maker's and taker's fee go together", "write MAKER/TAKER");
        }

        if (request.FeedLatencyNs < 0)
        {
            throw ImportException.Usage("--feed-latency", $"{request.FeedLatencyNs} ns is negative", "give 0 or more");
        }

        if (request.Format == "binance-capture"
            && request.Venue is not (VenueId.None or VenueId.BinanceSpot or VenueId.BinanceUsdM))
        {
            throw ImportException.Usage(
                "--venue",
                $"a recording of Binance is not of {request.Venue.Name()}",
                "give binance-spot or binance-usdm");
        }
    }

    private static void Conclude(ImportSummary summary)
    {
        if (summary.Events == 0)
        {
            throw ImportException.BadData(string.Empty, 0, "the files hold no data", "check the files and the symbol");
        }

        if (summary.SmallestLatencyNs is { } latency and < 0)
        {
            var behind = -latency / (double)TimestampNs.PerSecond;
            summary.Warn(
                $"the recorder's clock runs at least {behind:F3} s behind the venue's: "
                + "latencies measured between the two are relative only");
        }

        if (summary.TimesRaised > 0)
        {
            summary.Warn(
                $"{summary.TimesRaised} rows went backwards in time and are stored under the highest time before them");
        }

        if (summary.Gaps > 0)
        {
            summary.Warn($"{summary.Gaps} gaps: bars or book updates are missing");
        }

        if (summary.Duplicates > 0)
        {
            summary.Warn($"{summary.Duplicates} trades or bars came again and were left out");
        }

        if (summary.FirstTime < Genesis)
        {
            var year = DateTime.UnixEpoch.AddTicks(summary.FirstTime.Value / 100).Year;
            summary.Warn(
                $"the data begin in {year}, before there was a market: is --time-unit right, or are these times of day "
                + "whose date stands in the file's name?");
        }
    }

    /// <summary>The sink with its bookkeeping.</summary>
    private sealed class Output
    {
        private readonly IEventSink _sink;

        internal Output(IEventSink sink, ImportSummary summary)
        {
            _sink = sink;
            Summary = summary;
        }

        internal ImportSummary Summary { get; }

        internal void Publish(ReadOnlySpan<Event> run)
        {
            var result = _sink.Publish(run);
            if (result != SinkResult.Published)
            {
                throw new ImportException(
                    ImportErrorCategory.Io,
                    string.Empty,
                    $"the journal took no more events ({result})",
                    "see the error before this one");
            }

            Summary.CountRun(run);
        }
    }
}
