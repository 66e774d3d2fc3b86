using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Common.Stream;

/// <summary>Cuts a book's messages into runs. One thread.</summary>
/// <remarks>
/// What fits is one run. What is longer stands between begin and end in several runs, the book Syncing meanwhile:
/// begin carries <see cref="EventFlags.Delta" /> where a diff was long, so that the book keeps its content. The levels
/// between never carry <see cref="EventFlags.Snapshot" />: the first of each run with it would clear the book.
/// </remarks>
public sealed class BookPublisher
{
    private readonly InstrumentId _instrument;
    private readonly IEventSink _sink;

    /// <summary>Makes a publisher for one instrument's book.</summary>
    /// <param name="instrument">The instrument's number.</param>
    /// <param name="sink">Where the runs go.</param>
    public BookPublisher(InstrumentId instrument, IEventSink sink)
    {
        _instrument = instrument;
        _sink = sink;
    }

    /// <summary>Publishes a diff; an empty one is nothing.</summary>
    /// <param name="lastUpdateId">The update id that the book stands at behind it; 0 where the venue has none.</param>
    /// <param name="levels">The levels, the last marked as such; their times are written here.</param>
    /// <param name="now">The time to publish under; zero where the sink stamps, as a live one does.</param>
    /// <returns>False where the sink refused any of it.</returns>
    public bool TryPublishDelta(long lastUpdateId, Span<Event> levels, TimestampNs now)
    {
        if (now != TimestampNs.Zero)
        {
            foreach (ref var level in levels)
            {
                level.Time = now;
            }
        }

        return levels.Length switch
        {
            0 => true,
            <= Event.RunLengthMax => _sink.Publish(levels) == SinkResult.Published,
            _ => TryPublishLong(EventFlags.Delta, lastUpdateId, levels, now),
        };
    }

    /// <summary>Publishes a snapshot; an empty one empties the book.</summary>
    /// <param name="lastUpdateId">The update id that it stands at; 0 where the venue has none.</param>
    /// <param name="levels">The levels; their times and flags are written here.</param>
    /// <param name="now">The time to publish under.</param>
    /// <returns>False where the sink refused any of it.</returns>
    public bool TryPublishSnapshot(long lastUpdateId, Span<Event> levels, TimestampNs now)
    {
        var fits = levels.Length is > 0 and <= Event.RunLengthMax;
        foreach (ref var level in levels)
        {
            level.Time = now;
            level.Flags = (level.Flags & EventFlags.Ask) | (fits ? EventFlags.Snapshot : EventFlags.None);
        }

        if (!fits)
        {
            return TryPublishLong(EventFlags.None, lastUpdateId, levels, now);
        }

        levels[^1].Flags |= EventFlags.LastOfRun;
        return _sink.Publish(levels) == SinkResult.Published;
    }

    /// <summary>Reports that messages are missing.</summary>
    /// <param name="lostCount">How many; 0 where it is not known.</param>
    /// <param name="expected">The update id that was expected; 0 where there is none.</param>
    /// <param name="received">The update id that came instead; 0 where there is none.</param>
    /// <param name="now">The time to publish under.</param>
    public void PublishGap(long lostCount, long expected, long received, TimestampNs now)
    {
        var gap = Event.Create(EventKind.FeedGap, now, _instrument);
        gap.FeedGap.LostCount = lostCount;
        gap.FeedGap.ExpectedUpdateId = expected;
        gap.FeedGap.ReceivedUpdateId = received;
        _sink.Publish([gap]);
    }

    private bool TryPublishLong(EventFlags flags, long lastUpdateId, Span<Event> levels, TimestampNs now)
    {
        var bound = Event.Create(EventKind.BookSnapshotBegin, now, _instrument, flags);
        bound.BookSnapshot.LastUpdateId = lastUpdateId;
        bound.BookSnapshot.LevelCount = levels.Length;
        var isPublished = _sink.Publish([bound]) == SinkResult.Published;
        for (var start = 0; start < levels.Length && isPublished; start += Event.RunLengthMax)
        {
            var run = levels[start..Math.Min(start + Event.RunLengthMax, levels.Length)];
            run[^1].Flags |= EventFlags.LastOfRun;
            isPublished = _sink.Publish(run) == SinkResult.Published;
        }

        bound.Kind = EventKind.BookSnapshotEnd;
        return isPublished && _sink.Publish([bound]) == SinkResult.Published;
    }
}
