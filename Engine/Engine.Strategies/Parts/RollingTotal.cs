using System.Diagnostics;
using Engine.Model.State;

namespace Engine.Strategies.Parts;

/// <summary>A total over the last n beats: exact, of whole numbers. One thread.</summary>
/// <remarks>What is added now belongs to the running beat, which is one of the n.</remarks>
internal sealed class RollingTotal
{
    private readonly long[] _beats;
    private int _running;
    private int _count = 1;
    private long _total;

    /// <summary>An empty one.</summary>
    /// <param name="length">n, in beats, positive.</param>
    internal RollingTotal(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _beats = new long[length];
    }

    /// <summary>The sum over the last n beats.</summary>
    internal long Total => _total;

    /// <summary>Whether n beats have begun since the start.</summary>
    internal bool IsFull => _count == _beats.Length;

    /// <summary>Adds to the running beat.</summary>
    /// <exception cref="OverflowException">The total exceeds a long.</exception>
    internal void Add(long amount)
    {
        _total = checked(_total + amount);
        _beats[_running] += amount;
    }

    /// <summary>Begins the next beat; what was added n beats ago is forgotten.</summary>
    internal void Roll()
    {
        _running = _running + 1 == _beats.Length ? 0 : _running + 1;
        _total -= _beats[_running];
        _beats[_running] = 0;
        _count += _count < _beats.Length ? 1 : 0;
        AssertInvariants();
    }

    /// <summary>Visits all of it.</summary>
    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _running);
        sink.Visit(ref _count);
        sink.Visit(ref _total);
        foreach (ref var beat in _beats.AsSpan())
        {
            sink.Visit(ref beat);
        }
    }

    [Conditional("DEBUG")]
    private void AssertInvariants()
    {
        var sum = 0L;
        foreach (var beat in _beats)
        {
            sum += beat;
        }

        Debug.Assert(sum == _total, "The total is the sum of the beats.");
    }
}
