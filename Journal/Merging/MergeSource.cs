using Engine.Model.Events;
using Journal.Reading;

namespace Journal.Merging;

/// <summary>One journal of a merge: its next run, and its numbers in terms of the result's. One thread.</summary>
internal sealed class MergeSource : IDisposable
{
    private readonly EventCursor _cursor;
    private readonly Event[] _run = new Event[Event.RunLengthMax];
    private Event[] _frame = [];
    private int _frameLength;
    private int _frameIndex;
    private int _runLength;
    private bool _hasHead;

    internal MergeSource(JournalReader reader)
    {
        Reader = reader;
        _cursor = reader.OpenEvents();
    }

    internal JournalReader Reader { get; }

    /// <summary>The result's number of each asset of this journal.</summary>
    internal List<int> Assets { get; } = [0];

    /// <summary>The result's number of each instrument of this journal.</summary>
    internal List<int> Instruments { get; } = [];

    /// <summary>The sequence of the run's first event in this journal.</summary>
    internal long Sequence { get; private set; }

    internal bool HasRun => _runLength > 0;

    internal Span<Event> Run => _run.AsSpan(0, _runLength);

    /// <summary>Whether this source's run goes before another's: by time, then by class.</summary>
    internal bool IsBefore(MergeSource other)
    {
        ref readonly var mine = ref _run[0];
        ref readonly var theirs = ref other._run[0];
        return mine.Time == theirs.Time ? mine.Class < theirs.Class : mine.Time < theirs.Time;
    }

    /// <summary>Takes the next run from the journal.</summary>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    internal void Advance()
    {
        _runLength = 0;
        if (_frameIndex == _frameLength && !TryReadFrame())
        {
            return;
        }

        // A frame never ends inside a run, and no run is longer than the buffer: the reader has checked both.
        Sequence = _cursor.NextSequence - _frameLength + _frameIndex;
        do
        {
            _run[_runLength++] = _frame[_frameIndex];
        }
        while (!_frame[_frameIndex++].IsLastOfRun);
    }

    public void Dispose() => _cursor.Dispose();

    private bool TryReadFrame()
    {
        if (!_cursor.TryReadFrame(out var events))
        {
            return _cursor is { End: JournalEnd.Damaged or JournalEnd.TornTail, Fault: { } fault }
                ? throw JournalException.NotWhole(Reader.Directory, _cursor.End, fault)
                : false;
        }

        if (!_hasHead)
        {
            // Where the head was purged, what it defined stands in the catalogue of the first segment left.
            _hasHead = true;
            var catalogue = _cursor.Catalogue;
            if (Reader.FirstSequence > 0 && !catalogue.IsEmpty)
            {
                _frame = new Event[catalogue.Length + events.Length];
                catalogue.CopyTo(_frame);
                events.CopyTo(_frame.AsSpan(catalogue.Length));
                (_frameLength, _frameIndex) = (_frame.Length, 0);
                return true;
            }
        }

        // Each source has its own cursor, but its frame is refilled while runs of others are taken.
        if (_frame.Length < events.Length)
        {
            _frame = new Event[events.Length];
        }

        events.CopyTo(_frame);
        _frameLength = events.Length;
        _frameIndex = 0;
        return true;
    }
}
