using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Quality;

namespace Replay.Import;

/// <summary>What was found in one file of an import. Filled by one thread.</summary>
public sealed class ImportFile
{
    private readonly SortedDictionary<string, long> _ignored = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];
    private IReadOnlyList<QualityFinding>? _findings;
    private IReadOnlyList<QualityStream> _streams = [];

    internal ImportFile(string path, IReadOnlyList<Instrument> instruments)
    {
        Path = path;
        Quality = new QualityTracker(
            Name, QualityLimits.Default, id => instruments.First(instrument => instrument.Id == id).Name);
    }

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>Its name without the folder: what a journal may keep, wherever the file lies.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Rows (lines, messages) read.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows that gave no event, by reason.</summary>
    public IReadOnlyDictionary<string, long> IgnoredRows => _ignored;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Trades and bars that came again and were left out.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Rows whose time went backwards, stored under the highest so far.</summary>
    public long TimesRaised { get; private set; }

    /// <summary>Rows that could not be read and were left out.</summary>
    public long Refused { get; private set; }

    /// <summary>What was wrong with the first of them, with its row; null where there is none.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>
    /// The least of local receive time − venue's time before any shift, ns; negative where the recorder's clock is
    /// behind, null where the file has no receive time.
    /// </summary>
    public long? SmallestLatencyNs { get; private set; }

    /// <summary>What is wrong with the file's data; whole when the file was read.</summary>
    internal IReadOnlyList<QualityFinding> Findings => _findings ?? [];

    /// <summary>The data that the file holds.</summary>
    internal IReadOnlyList<QualityStream> Streams => _streams;

    /// <summary>Watches the file's data.</summary>
    internal QualityTracker Quality { get; }

    internal void CountIgnored(string reason, long rows = 1) =>
        _ignored[reason] = _ignored.GetValueOrDefault(reason) + rows;

    internal void CountDuplicate(InstrumentId instrument, long row, TimestampNs time)
    {
        Duplicates++;
        Quality.Note(QualityCheck.Duplicate, instrument, row, time, 1);
    }

    internal void CountRaised() => TimesRaised++;

    internal void CountRefused(ImportException refusal)
    {
        Refused++;
        FirstRefusal ??= refusal.Row > 0 ? $"row {refusal.Row}: {refusal.Problem}" : refusal.Problem;
        Quality.NoteRefused(refusal.Row, refusal.Problem);
    }

    internal void ObserveLatency(long nanoseconds)
    {
        if (SmallestLatencyNs is null || nanoseconds < SmallestLatencyNs)
        {
            SmallestLatencyNs = nanoseconds;
        }
    }

    internal void Warn(string warning)
    {
        if (!_warnings.Contains(warning, StringComparer.Ordinal))
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Ends the watch; once.</summary>
    internal void Finish()
    {
        if (_findings is null)
        {
            (_findings, _streams) = Quality.Finish();
        }
    }

    /// <summary>What a checkpoint keeps of a file that was read to its end.</summary>
    internal ImportFileState ToState() => new()
    {
        Rows = Rows,
        Ignored = new Dictionary<string, long>(_ignored),
        Warnings = [.. _warnings],
        Duplicates = Duplicates,
        TimesRaised = TimesRaised,
        Refused = Refused,
        FirstRefusal = FirstRefusal,
        SmallestLatencyNs = SmallestLatencyNs,
        Findings = Findings,
        Streams = Streams,
    };

    /// <summary>Takes over what a checkpoint has kept.</summary>
    internal void Restore(ImportFileState state)
    {
        foreach (var (reason, rows) in state.Ignored)
        {
            _ignored[reason] = rows;
        }

        _warnings.AddRange(state.Warnings);
        (Rows, Duplicates, TimesRaised, Refused) = (state.Rows, state.Duplicates, state.TimesRaised, state.Refused);
        (FirstRefusal, SmallestLatencyNs) = (state.FirstRefusal, state.SmallestLatencyNs);
        (_findings, _streams) = (state.Findings, state.Streams);
    }
}
