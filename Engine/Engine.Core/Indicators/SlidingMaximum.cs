using System.Diagnostics;
using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>The greatest of the last n samples.</summary>
/// <remarks>
/// A queue of those that no later one exceeds: each sample enters once and leaves once, so that an update costs the
/// same on average however long the window (Lemire, Nordic Journal of Computing 13, 2006). A mutable struct: kept as a
/// field that is not readonly.
/// </remarks>
internal struct SlidingMaximum
{
    private readonly double[] _values;
    private readonly long[] _times;
    private int _head;
    private int _count;
    private long _time;

    internal SlidingMaximum(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        _values = new double[period];
        _times = new long[period];
    }

    internal readonly bool IsReady => _time >= _values.Length;

    /// <summary>The greatest; of no meaning before the first sample.</summary>
    internal readonly double Value => _values[_head];

    internal void Update(double sample)
    {
        Debug.Assert(double.IsFinite(sample), "Samples are finite.");

        if (_count > 0 && _times[_head] <= _time - _values.Length)
        {
            _head = Wrap(_head + 1);
            _count--;
        }

        while (_count > 0 && _values[Wrap(_head + _count - 1)] <= sample)
        {
            _count--;
        }

        var tail = Wrap(_head + _count);
        _values[tail] = sample;
        _times[tail] = _time++;
        _count++;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _time);
        sink.Visit(ref _count);
        if (sink.IsRestoring)
        {
            _head = 0;
        }

        for (var place = 0; place < _count; place++)
        {
            var index = Wrap(_head + place);
            sink.Visit(ref _values[index]);
            sink.Visit(ref _times[index]);
        }
    }

    private readonly int Wrap(int index) => index >= _values.Length ? index - _values.Length : index;
}
