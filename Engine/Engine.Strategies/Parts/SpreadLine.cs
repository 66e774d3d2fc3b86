using Engine.Core.Indicators;
using Engine.Model.State;

namespace Engine.Strategies.Parts;

/// <summary>The line of a spread and its deviation, as they were when a pair was opened.</summary>
/// <remarks>A mutable struct: kept as a field that is not readonly.</remarks>
internal struct SpreadLine
{
    private double _slope;
    private double _intercept;
    private double _deviation;
    private int _direction;

    /// <summary>Keeps the line as it is now.</summary>
    /// <param name="line">The line.</param>
    /// <param name="direction">Which way the spread is wide: 1 or −1.</param>
    internal SpreadLine(RollingRegression line, int direction)
    {
        _slope = line.Slope;
        _intercept = line.Intercept;
        _deviation = line.ResidualDeviation;
        _direction = direction;
    }

    /// <summary>Which way the spread was wide.</summary>
    internal readonly int Direction => _direction;

    /// <summary>The spread's distance from the line in its deviations.</summary>
    internal readonly double ZScore(double x, double y) => (y - _intercept - (_slope * x)) / _deviation;

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _slope);
        sink.Visit(ref _intercept);
        sink.Visit(ref _deviation);
        sink.Visit(ref _direction);
    }
}
