using System.Diagnostics;
using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>The last samples of a series, in a ring. One thread.</summary>
/// <remarks>
/// One walk through the ring is a lap. Sums that slide (add what enters, subtract what leaves) gather rounding errors
/// without end; so each is also summed afresh along the lap, and at its end, when lap and window are the same samples,
/// the fresh sum takes the sliding one's place.
/// </remarks>
public sealed class SampleWindow
{
    private readonly double[] _samples;
    private int _next;
    private int _count;

    /// <summary>Makes an empty window.</summary>
    /// <param name="length">How many samples it holds, positive.</param>
    public SampleWindow(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _samples = new double[length];
    }

    /// <summary>How many samples it can hold.</summary>
    public int Length => _samples.Length;

    /// <summary>How many it holds.</summary>
    public int Count => _count;

    /// <summary>Whether it holds as many as it can.</summary>
    public bool IsFull => _count == _samples.Length;

    /// <summary>
    /// Whether the next sample begins a lap; and, once <see cref="IsFull" />, the last one ended a lap.
    /// </summary>
    public bool IsAtLapBoundary => _next == 0;

    /// <summary>The oldest sample; of no meaning while it is empty.</summary>
    public double Oldest => IsFull ? _samples[_next] : _samples[0];

    /// <summary>A sample by its age: 0 is the newest.</summary>
    /// <param name="age">Below <see cref="Count" />.</param>
    public double this[int age]
    {
        get
        {
            Debug.Assert((uint)age < (uint)_count, "Only samples that the window holds are asked for.");
            var index = _next - 1 - age;
            return _samples[index < 0 ? index + _samples.Length : index];
        }
    }

    /// <summary>Adds a sample.</summary>
    /// <returns>The sample that leaves for it; zero while there is still room.</returns>
    public double Push(double sample)
    {
        Debug.Assert(double.IsFinite(sample), "Samples are finite.");

        var leaving = _samples[_next];
        _samples[_next] = sample;
        _next = _next + 1 == _samples.Length ? 0 : _next + 1;
        if (_count < _samples.Length)
        {
            _count++;
        }

        return leaving;
    }

    /// <summary>Visits the samples and the place in the lap.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.VisitIndex(ref _next, _samples.Length);
        sink.VisitCount(ref _count, _samples.Length);
        for (var index = 0; index < _count; index++)
        {
            sink.Visit(ref _samples[index]);
        }

        // What a restored window does not hold yet shall be zero, as in a new one: Push returns it.
        Array.Clear(_samples, _count, _samples.Length - _count);
    }
}
