using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>The sum of a <see cref="SampleWindow" />, summed afresh every lap so that errors do not gather.</summary>
/// <remarks>A mutable struct: kept as a field that is not readonly.</remarks>
internal struct SlidingSum
{
    private double _sum;
    private double _lap;

    internal readonly double Value => _sum;

    /// <summary>Follows a push.</summary>
    /// <param name="window">The window, after it.</param>
    /// <param name="entering">The sample that entered.</param>
    /// <param name="leaving">The sample that left.</param>
    internal void Update(SampleWindow window, double entering, double leaving)
    {
        _sum += entering - leaving;
        _lap += entering;
        if (window.IsAtLapBoundary)
        {
            _sum = _lap;
            _lap = 0;
        }
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _sum);
        sink.Visit(ref _lap);
    }
}
