using System.Text;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;
using Journal;
using Journal.Writing;
using Replay.Import;

namespace Engine.Host.Commands.Imports;

/// <summary>
/// The journal of an import, begun with its first event: the journal's time is that event's, and a request that cannot
/// be met leaves no trace on the disk. One thread.
/// </summary>
internal sealed class ImportSink : IEventSink, IDisposable
{
    // Enough to tell two files of one name apart, little enough to be read twice.
    private const int HashedBytes = 1 << 20;

    private readonly ImportRequest _request;
    private readonly string _path;
    private JournalWriter? _writer;
    private JournalEventSink? _sink;

    public ImportSink(ImportRequest request, string path)
    {
        _request = request;
        _path = path;
    }

    /// <summary>How many events there are.</summary>
    public long EventCount => _writer?.NextSequence ?? 0;

    /// <inheritdoc />
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        _sink ??= Begin(run[0].Time);
        return _sink.Publish(run);
    }

    /// <summary>Gives the journal its name.</summary>
    /// <returns>False where nothing was published.</returns>
    public bool TryComplete()
    {
        _writer?.Complete();
        return _writer is not null;
    }

    /// <summary>Removes what was written.</summary>
    public void Discard() => _writer?.Discard();

    /// <inheritdoc />
    public void Dispose() => _writer?.Dispose();

    private JournalEventSink Begin(TimestampNs time)
    {
        _writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = _path,
            JournalId = JournalId.Derive(Describe()),
            CreatedTime = time,
            EngineVersion = EngineVersion.Text,
            Mode = JournalWriteMode.Offline,
        });
        return new JournalEventSink(_writer);
    }

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
