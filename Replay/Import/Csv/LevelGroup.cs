using Adapters.Common.Stream;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Joins the levels of one time into one message of a book. One thread.</summary>
internal sealed class LevelGroup
{
    /// <summary>The most levels of one message.</summary>
    internal const int LevelsMax = 1 << 17;

    private readonly BookPublisher _book;
    private readonly bool _snapshotsContinue;
    private Event[] _levels = new Event[64];
    private int _count;
    private bool _breaks;
    private bool _hasSnapshot;
    private bool _wasSnapshot;

    /// <summary>Makes a group.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="sink">Where messages go.</param>
    /// <param name="snapshotsContinue">
    /// Whether one snapshot behind another goes on with it; changes before the first snapshot are left out then.
    /// </param>
    /// <param name="breaks">Whether an earlier file has left a book that is out of date by now.</param>
    internal LevelGroup(InstrumentId instrument, IEventSink sink, bool snapshotsContinue, bool breaks)
    {
        _book = new BookPublisher(instrument, sink);
        _snapshotsContinue = snapshotsContinue;
        _breaks = breaks;
    }

    /// <summary>Changes that came before any snapshot and were left out.</summary>
    internal long Early { get; private set; }

    /// <summary>Takes a level; one of another time, or from change to snapshot, publishes those before it.</summary>
    /// <returns>False where there are too many of one time.</returns>
    internal bool TryAdd(in Event level)
    {
        if (_count > 0
            && (_levels[0].Time != level.Time || ((_levels[0].Flags ^ level.Flags) & EventFlags.Snapshot) != 0))
        {
            Publish();
        }

        if (_count == LevelsMax)
        {
            return false;
        }

        if (_count == _levels.Length)
        {
            Array.Resize(ref _levels, _count * 2);
        }

        _levels[_count++] = level;
        return true;
    }

    /// <summary>Publishes the levels at hand.</summary>
    internal void Publish()
    {
        if (_count == 0)
        {
            return;
        }

        var levels = _levels.AsSpan(0, _count);
        _count = 0;
        var updateId = levels[^1].BookLevel.LastUpdateId;
        var time = levels[^1].Time;
        var isSnapshot = (levels[^1].Flags & EventFlags.Snapshot) != 0;
        if (_breaks && !isSnapshot)
        {
            _book.PublishGap(0, 0, 0, time);
        }

        _breaks = false;
        if (isSnapshot && !(_snapshotsContinue && _wasSnapshot))
        {
            _hasSnapshot = true;
            _wasSnapshot = true;
            _book.TryPublishSnapshot(updateId, levels, time);
            return;
        }

        _wasSnapshot = isSnapshot;
        if (_snapshotsContinue && !_hasSnapshot)
        {
            Early += levels.Length;
            return;
        }

        foreach (ref var level in levels)
        {
            level.Flags &= EventFlags.Ask;
        }

        levels[^1].Flags |= EventFlags.LastOfRun;
        _book.TryPublishDelta(updateId, levels, time);
    }
}
