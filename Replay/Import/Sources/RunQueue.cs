using Engine.Model.Events;

namespace Replay.Import.Sources;

/// <summary>Runs that a source has read and the merger has not taken yet. One thread.</summary>
internal sealed class RunQueue : IEventSink
{
    private readonly List<int> _ends = [];
    private Event[] _slots = new Event[64];
    private int _taken;
    private int _count;

    /// <summary>The run at hand; valid until the next one is published.</summary>
    internal ReadOnlySpan<Event> Current
    {
        get
        {
            var start = _taken == 1 ? 0 : _ends[_taken - 2];
            return _slots.AsSpan(start, _ends[_taken - 1] - start);
        }
    }

    /// <inheritdoc />
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        if (_count + run.Length > _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(_slots.Length * 2, _count + run.Length));
        }

        run.CopyTo(_slots.AsSpan(_count));
        _count += run.Length;
        _ends.Add(_count);
        return SinkResult.Published;
    }

    /// <summary>Goes to the next run.</summary>
    /// <returns>False where none waits; what was taken is forgotten then.</returns>
    internal bool MoveNext()
    {
        if (_taken < _ends.Count)
        {
            _taken++;
            return true;
        }

        _ends.Clear();
        _taken = 0;
        _count = 0;
        return false;
    }
}
