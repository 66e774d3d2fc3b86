using System.Diagnostics;
using Engine.Model.State;

namespace Engine.Core.Risk;

/// <summary>Counts what happened within a window of stream time, exactly. One thread.</summary>
/// <remarks>
/// It keeps as many times as the limit allows, the newest ones: more than that no question needs, because at the limit
/// the answer is no already. So memory is bounded by the limit, and no token is ever handed out too early or too late.
/// </remarks>
internal sealed class SlidingWindow
{
    private readonly long _widthNs;
    private long[] _times = [];
    private int _head;
    private int _count;

    /// <summary>Makes a window.</summary>
    /// <param name="widthNs">Its width: what happened exactly so long ago is out of it.</param>
    internal SlidingWindow(long widthNs) => _widthNs = widthNs;

    /// <summary>The most that may happen within the window; zero where nobody asks.</summary>
    internal int Limit => _times.Length;

    /// <summary>Sets the limit and keeps the newest of what is known; not on the hot path.</summary>
    internal void SetLimit(int limit)
    {
        if (limit == _times.Length)
        {
            return;
        }

        var times = new long[limit];
        var kept = Math.Min(limit, _count);
        for (var i = 0; i < kept; i++)
        {
            times[i] = _times[PlaceOf(_count - kept + i)];
        }

        _times = times;
        _head = 0;
        _count = kept;
    }

    /// <summary>How much has happened within the window that ends now; no more than the limit.</summary>
    internal int CountAt(long now)
    {
        while (_count > 0 && _times[_head] <= now - _widthNs)
        {
            _head = _head + 1 == _times.Length ? 0 : _head + 1;
            _count--;
        }

        return _count;
    }

    /// <summary>Something happens now.</summary>
    internal void Add(long now)
    {
        if (_times.Length == 0)
        {
            return;
        }

        if (_count == _times.Length)
        {
            _head = _head + 1 == _times.Length ? 0 : _head + 1;
            _count--;
        }

        _times[PlaceOf(_count++)] = now;
        Debug.Assert(_count <= _times.Length, "A window holds no more than its limit.");
    }

    internal void VisitState(StateSink sink)
    {
        sink.VisitCount(ref _count, _times.Length);
        for (var i = 0; i < _count; i++)
        {
            sink.Visit(ref _times[sink.IsRestoring ? i : PlaceOf(i)]);
        }

        _head = sink.IsRestoring ? 0 : _head;
    }

    private int PlaceOf(int index)
    {
        var place = _head + index;
        return place >= _times.Length ? place - _times.Length : place;
    }
}
