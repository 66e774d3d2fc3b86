using System.Text;
using Engine.Host.Cli;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;
using Journal;
using Journal.Writing;
using Replay.Import;
using Replay.Quality;

namespace Engine.Host.Commands.Imports;

/// <summary>
/// The journal of an import, begun with its first event: the journal's time is that event's, and a request that cannot
/// be met leaves no trace on the disk. One thread.
/// </summary>
internal sealed class ImportSink : IEventSink, IImportCheckpoints, IDisposable
{
    // Enough to tell two files of one name apart, little enough to be read twice.
    private const int HashedBytes = 1 << 20;

    // So many reach back over two segments: of the one that is being written nothing is kept.
    private const int CheckpointsKept = 8;
    private const int CheckpointsPerSegment = 4;
    private const int CheckpointEventsMin = 4_096;
    private const string CheckpointPattern = "import-*.json";

    private readonly ImportRequest _request;
    private readonly ImportTarget _target;
    private JournalId? _id;
    private readonly Queue<string> _checkpoints = new();
    private JournalWriter? _writer;
    private JournalEventSink? _sink;
    private long _position;
    private long _kept;

    private ImportSink(ImportRequest request, ImportTarget target)
    {
        _request = request;
        _target = target;
    }

    /// <summary>How many events there are.</summary>
    public long EventCount => _writer?.NextSequence ?? 0;

    /// <inheritdoc />
    public ImportCheckpoint? Start { get; private set; }

    /// <inheritdoc />
    public long Interval =>
        Math.Max(CheckpointEventsMin, _target.SegmentBytes / Event.SizeBytes / CheckpointsPerSegment);

    // Not before it is needed: a file that is not there is the import's to report.
    private JournalId Id => _id ??= JournalId.Derive(Describe());

    private string Working => Path.TrimEndingDirectorySeparator(Path.GetFullPath(_target.Path)) + ".partial";

    private string Owner => $"{Id} {EngineVersion.Text} {_target.SegmentBytes}";

    /// <summary>Makes the sink; goes on with an unfinished journal where that was asked for and there is one.</summary>
    /// <exception cref="UsageException">The unfinished journal was begun with other arguments or files.</exception>
    public static ImportSink Open(ImportRequest request, ImportTarget target)
    {
        var sink = new ImportSink(request, target);
        try
        {
            if (target.Resumes && Directory.Exists(sink.Working))
            {
                sink.Resume();
            }

            return sink;
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        _sink ??= Begin(run[0].Time);
        var isThere = _position < _kept;
        _position += run.Length;
        return isThere ? SinkResult.Published : _sink.Publish(run);
    }

    /// <inheritdoc />
    public void Save(ImportCheckpoint checkpoint)
    {
        var path = Path.Combine(Working, $"import-{checkpoint.Events:x16}.json");
        (checkpoint with { Owner = Owner }).Save(path);
        _checkpoints.Enqueue(path);
        if (_checkpoints.Count > CheckpointsKept)
        {
            File.Delete(_checkpoints.Dequeue());
        }
    }

    /// <summary>Gives the journal its name.</summary>
    /// <param name="quality">The report to lie beside it; null for none.</param>
    /// <returns>False where nothing was published.</returns>
    public bool TryComplete(QualityReport? quality)
    {
        if (_writer is null)
        {
            return false;
        }

        while (_checkpoints.TryDequeue(out var path))
        {
            File.Delete(path);
        }

        if (quality is not null)
        {
            QualityFile.Write(Working, quality with { Journal = Id.ToString(), Events = EventCount });
        }

        _writer.Complete();
        return true;
    }

    /// <summary>Removes what was written.</summary>
    public void Discard() => _writer?.Discard();

    /// <inheritdoc />
    public void Dispose() => _writer?.Dispose();

    private void Resume()
    {
        var found = Directory.GetFiles(Working, CheckpointPattern).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Checkpoint: ImportCheckpoint.TryLoad(path)))
            .Where(pair => pair.Checkpoint is not null)
            .ToArray();
        if (found.Length == 0)
        {
            // It was killed before there was anything to go on with.
            return;
        }

        if (found.Any(pair => pair.Checkpoint!.Owner != Owner))
        {
            throw new UsageException(
                $"{Working} was begun with other arguments, other files or another version of the engine; "
                + "give the same, or leave --resume out to begin anew");
        }

        _writer = JournalWriter.ResumeOffline(Options(new TimestampNs(found[0].Checkpoint!.FirstTimeNs)));
        _sink = new JournalEventSink(_writer);
        _kept = _writer.NextSequence;
        foreach (var (path, checkpoint) in found)
        {
            if (checkpoint!.Events <= _kept)
            {
                Start = checkpoint;
                _checkpoints.Enqueue(path);
            }
            else
            {
                File.Delete(path);
            }
        }

        _position = Start?.Events ?? 0;
    }

    private JournalEventSink Begin(TimestampNs time)
    {
        _writer = JournalWriter.Create(Options(time));
        return new JournalEventSink(_writer);
    }

    private JournalWriterOptions Options(TimestampNs time) => new()
    {
        Directory = _target.Path,
        JournalId = Id,
        CreatedTime = time,
        EngineVersion = EngineVersion.Text,
        Mode = JournalWriteMode.Offline,
        SegmentSizeBytes = _target.SegmentBytes,
    };

    /// <summary>What decides the journal: arguments and input, never where the files lie.</summary>
    private string Describe()
    {
        var csv = _request.Csv is { } options
            ? $"{options.Kind} {string.Join(',', options.Columns)} {options.TimeUnit} {options.Date:O}"
            : "";
        var text = new StringBuilder(
            $"import {_request.Format} {_request.Venue} {_request.Symbol} {_request.Tick} {_request.Lot} "
            + $"{_request.MakerFee} {_request.TakerFee} {_request.GridFromData} {_request.IsLenient} "
            + $"{_request.FeedLatencyNs} {csv} {_request.Interval} {_request.ClockShiftNs} {_request.FindsClockShift} "
            + $"{_request.MinLatencyNs}");
        foreach (var input in _request.Inputs)
        {
            text.Append(' ').Append(input.Symbol).Append('=').Append(Path.GetFileName(input.Path));
            foreach (var file in FilesOf(input.Path))
            {
                text.Append(' ').Append(Fingerprint(file));
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> FilesOf(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
        : [path];

    private static string Fingerprint(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[(int)Math.Min(file.Length, HashedBytes)];
        file.ReadExactly(head);
        return $"{file.Length}:{XxHash64.Hash(head):x16}";
    }
}
