using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import.Files;
using Replay.Import.Grids;
using Replay.Import.Sources;

namespace Replay.Import;

/// <summary>
/// Imports historical files: plans, finds the grids, defines the instruments, merges the files by time.
/// </summary>
/// <remarks>
/// One thread. Memory is flat: each file that is open holds one buffer and one run, and of many files only those are
/// open whose times overlap. The merge order is (time, order of the files, order within the file). Only sorted sources
/// are merged, so a file whose rows go backwards is refused, or its times are raised, or it is sorted first where its
/// format promises no order.
/// </remarks>
public static class ImportRunner
{
    private const int ProgressMask = (1 << 14) - 1;
    private const int OpenMax = 32;

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
        RequireSense(request, format);

        var summary = new ImportSummary();
        var files = request.Inputs.Select(input => format.Plan(input, request, summary)).ToArray();
        var venue = VenueOf(request, files);
        token.ThrowIfCancellationRequested();

        var resolver = new InstrumentResolver(
            request, venue, symbol => ProbeOf(symbol, format, files, request), summary);
        var sources = Sources(format, files, resolver, request);
        if (request.FindsClockShift)
        {
            request = request with { ClockShiftNs = ClockShift.Find(format, sources, request, token) };
            sources = [.. sources.Select(source => source.With(request))];
        }

        summary.ClockShiftNs = request.ClockShiftNs;
        foreach (var source in sources)
        {
            summary.Add(source.Facts);
        }

        var isByTurns = format.HoldsBooks(request)
            && files.SelectMany(file => file.Symbols).Distinct().Count() < files.Sum(file => file.Symbols.Count);
        using (var merger = new SourceMerger(sources, isByTurns ? 1 : OpenMax, token))
        {
            Pump(merger, sources, resolver, new Output(sink, summary), progress, token);
        }

        Conclude(summary);
        return summary;
    }

    private static SourceFile[] Sources(
        ImportFormat format, PlannedFile[] files, InstrumentResolver resolver, ImportRequest request)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sources = new SourceFile[files.Length];
        for (var i = 0; i < files.Length; i++)
        {
            var instruments = files[i].Symbols.Select(resolver.Resolve).ToArray();
            sources[i] = new SourceFile(i, format, files[i], instruments, request, seen);
        }

        return sources;
    }

    private static void Pump(
        SourceMerger merger, IReadOnlyList<SourceFile> sources, InstrumentResolver resolver, Output output,
        Action<ImportProgress>? progress, CancellationToken token)
    {
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
                "give --venue, such as binance-spot or bybit-linear, and import each venue by itself");
    }

    private static void RequireSense(ImportRequest request, ImportFormat format)
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

        RequireClock(request, format);
        if (request.Format == "binance-capture"
            && request.Venue is not (VenueId.None or VenueId.BinanceSpot or VenueId.BinanceUsdM))
        {
            throw ImportException.Usage(
                "--venue",
                $"a recording of Binance is not of {request.Venue.Name()}",
                "give binance-spot or binance-usdm");
        }
    }

    private static void RequireClock(ImportRequest request, ImportFormat format)
    {
        var isShifted = request.ClockShiftNs != 0 || request.FindsClockShift || request.MinLatencyNs != 0;
        if (isShifted && !format.HasReceiveTime)
        {
            throw ImportException.Usage(
                "--shift-clock",
                $"{format.Name} has no recorder's clock: its rows say the venue's time alone",
                "--feed-latency sets when they are known");
        }

        if (request.MinLatencyNs != 0 && !request.FindsClockShift)
        {
            throw ImportException.Usage(
                "--min-latency", "it says what --shift-clock auto aims at", "give --shift-clock auto, or leave it out");
        }

        if (request.MinLatencyNs < 0)
        {
            throw ImportException.Usage(
                "--min-latency", $"{request.MinLatencyNs} ns is negative", "give 0 or more");
        }

        if (format.HasReceiveTime && request.FeedLatencyNs != 0)
        {
            throw ImportException.Usage(
                "--feed-latency",
                $"the rows of {format.Name} say when they were received",
                "leave it out; --shift-clock sets a recorder's clock right");
        }
    }

    private static void Conclude(ImportSummary summary)
    {
        if (summary.Events == 0)
        {
            var ignored = summary.IgnoredRows.Select(pair => $"{pair.Value} rows: {pair.Key}")
                .Concat(summary.Files.Where(file => file.FirstRefusal is not null).Select(file => file.FirstRefusal!));
            var why = string.Join("; ", ignored);
            throw ImportException.BadData(
                string.Empty,
                0,
                why.Length > 0 ? $"the files hold no data ({why})" : "the files hold no data",
                "check the files and the symbol");
        }

        foreach (var warning in summary.Files.SelectMany(file => file.Warnings.Select(text => (file, text))))
        {
            summary.Warn($"{PrintableText.Of(warning.file.Path)}: {warning.text}");
        }

        ConcludeClock(summary);
        if (summary.TimesRaised > 0)
        {
            summary.Warn(
                $"{summary.TimesRaised} rows went backwards in time and are stored under the highest time before them");
        }

        if (summary.Refused > 0)
        {
            var first = summary.Files.First(file => file.Refused > 0);
            summary.Warn(
                $"{summary.Refused} rows could not be read and were left out, the first of them "
                + $"{PrintableText.Of(first.Path)}, {first.FirstRefusal}");
        }

        if (summary.Gaps > 0)
        {
            summary.Warn($"{summary.Gaps} gaps: bars or book updates are missing");
        }

        if (summary.Duplicates > 0)
        {
            summary.Warn($"{summary.Duplicates} trades or bars came again and were left out");
        }
    }

    private static void ConcludeClock(ImportSummary summary)
    {
        if (summary.ClockShiftNs != 0)
        {
            summary.Warn(
                $"the recorder's times were shifted by {Seconds(summary.ClockShiftNs)} s: "
                + $"the smallest latency seen was {Seconds(summary.SmallestLatencyNs ?? 0)} s");
        }
        else if (summary.SmallestLatencyNs is { } latency and < 0)
        {
            summary.Warn(
                $"the recorder's clock runs at least {Seconds(-latency)} s behind the venue's: "
                + "latencies measured between the two are relative only; --shift-clock auto sets it right");
        }
    }

    private static string Seconds(long nanoseconds) =>
        (nanoseconds / (double)TimestampNs.PerSecond).ToString("F6", System.Globalization.CultureInfo.InvariantCulture);

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
