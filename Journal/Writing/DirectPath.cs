using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;

namespace Journal.Writing;

/// <summary>The caller's thread frames and writes; the device is waited for by it or by a thread of its own.</summary>
internal sealed class DirectPath : IJournalPath
{
    private readonly JournalStreams _streams;
    private readonly Sequence _released;
    private readonly BackgroundSync? _background;
    private readonly JournalWriteMode _mode;
    private readonly Durability _durability;

    internal DirectPath(JournalStreams streams, JournalWriterOptions options, Sequence released)
    {
        _streams = streams;
        _released = released;
        _mode = options.Mode;
        _durability = options.Mode == JournalWriteMode.Offline ? Durability.Async : options.Durability;
        if (options is { Mode: JournalWriteMode.Live, SyncsInBackground: true })
        {
            _background = new BackgroundSync(streams.Events.Sync, options.SyncInterval, streams.Events.Path);
        }
    }

    public long NextEvent => _streams.Events.NextSequence;

    public long NextCommand => _streams.Commands.NextSequence;

    public JournalException? Failure => _background?.Failure;

    public void AppendEvents(ReadOnlySpan<Event> events)
    {
        _streams.Events.Append(events);
        Release();
    }

    public void AppendCommands(ReadOnlySpan<Command> commands) => _streams.Commands.Append(commands);

    public void Flush()
    {
        if (_mode == JournalWriteMode.Offline)
        {
            return;
        }

        var hasWritten = _streams.Events.WritePending();
        if (_durability == Durability.Synced)
        {
            _streams.Events.Sync();
        }

        if (!hasWritten)
        {
            _streams.Events.WriteIdle(syncs: _durability == Durability.Synced);
        }

        // Commands are derived from the events: they go after them, and nothing ever waits for them.
        _streams.Commands.WritePending();
        Release();
    }

    public void Sync()
    {
        _streams.Events.Sync();
        Release();
    }

    public void Finish() => _background?.Dispose();

    public void Dispose() => _background?.Dispose();

    private void Release() => _released.Publish(_durability switch
    {
        Durability.Written => _streams.Events.Written,
        Durability.Synced => _streams.Events.Durable,
        _ => _streams.Events.NextSequence - 1,
    });
}
