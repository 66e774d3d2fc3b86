using Engine.Model.Events;
using Engine.Model.State;

namespace Engine.Books;

/// <summary>Whether what reaches a book may be applied, and whether the book is whole.</summary>
/// <remarks>A mutable struct: kept as a field that is not readonly.</remarks>
internal struct BookSync
{
    private int _state;
    private int _progress;
    private long _expectedLevels;
    private long _receivedLevels;
    private long _ignoredLevels;

    internal readonly BookState State => (BookState)_state;

    internal readonly long IgnoredLevelCount => _ignoredLevels;

    /// <summary>Judges a level, and takes the end of its run into account.</summary>
    internal LevelVerdict OnLevel(EventFlags flags)
    {
        var isSnapshot = (flags & EventFlags.Snapshot) != 0;
        switch ((SnapshotProgress)_progress)
        {
            case SnapshotProgress.Bounded:
                _receivedLevels++;
                return LevelVerdict.Apply;
            case SnapshotProgress.Run:
                EndRun(flags);
                return LevelVerdict.Apply;
            case SnapshotProgress.None when isSnapshot:
                Enter(BookState.Syncing, SnapshotProgress.Run);
                EndRun(flags);
                return LevelVerdict.ClearAndApply;
            case SnapshotProgress.None when State == BookState.Live:
                return LevelVerdict.Apply;
            default:
                _ignoredLevels++;
                return LevelVerdict.Ignore;
        }
    }

    /// <summary>What is longer than a run begins.</summary>
    /// <returns>Whether the book is to be emptied; a long diff keeps its content.</returns>
    internal bool OnSnapshotBegin(long levelCount, EventFlags flags)
    {
        var isDelta = (flags & EventFlags.Delta) != 0;
        if (isDelta && State != BookState.Live)
        {
            // Changes to a book that is not whole make it no more so: they are ignored as short diffs are.
            return false;
        }

        Enter(BookState.Syncing, SnapshotProgress.Bounded);
        _expectedLevels = levelCount;
        _receivedLevels = 0;
        return !isDelta;
    }

    internal void OnSnapshotEnd()
    {
        switch ((SnapshotProgress)_progress)
        {
            case SnapshotProgress.Bounded:
                // A snapshot that does not hold what it announced is not whole; zero announces nothing.
                var isWhole = _expectedLevels == 0 || _expectedLevels == _receivedLevels;
                Enter(isWhole ? BookState.Live : BookState.Broken, SnapshotProgress.None);
                break;
            case SnapshotProgress.Abandoned:
                Enter(BookState.Broken, SnapshotProgress.None);
                break;
            default:
                break;
        }
    }

    internal void OnGap()
    {
        var isWithinBounds = (SnapshotProgress)_progress is SnapshotProgress.Bounded or SnapshotProgress.Abandoned;
        Enter(BookState.Broken, isWithinBounds ? SnapshotProgress.Abandoned : SnapshotProgress.None);
    }

    internal void Restart() => Enter(BookState.Syncing, SnapshotProgress.None);

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _state);
        sink.Visit(ref _progress);
        sink.Visit(ref _expectedLevels);
        sink.Visit(ref _receivedLevels);
        sink.Visit(ref _ignoredLevels);
    }

    private void EndRun(EventFlags flags)
    {
        if ((flags & EventFlags.LastOfRun) != 0)
        {
            Enter(BookState.Live, SnapshotProgress.None);
        }
    }

    private void Enter(BookState state, SnapshotProgress progress)
    {
        _state = (int)state;
        _progress = (int)progress;
    }
}
