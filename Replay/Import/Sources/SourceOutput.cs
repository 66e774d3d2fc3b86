using Engine.Model.Events;
using Replay.Import.Files;

namespace Replay.Import.Sources;

/// <summary>Where a source's runs go: they are looked at, and wait for the merger. One thread.</summary>
internal sealed class SourceOutput : IEventSink
{
    private readonly RunQueue _queue;
    private readonly LineReader _lines;
    private readonly ImportFile _facts;

    internal SourceOutput(RunQueue queue, LineReader lines, ImportFile facts)
    {
        _queue = queue;
        _lines = lines;
        _facts = facts;
    }

    /// <summary>The row that the next runs stand in; null for the row read last.</summary>
    internal long? Row { get; set; }

    /// <inheritdoc />
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        _facts.Quality.Observe(run, Row ?? _lines.Row);
        return _queue.Publish(run);
    }
}
