using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Means and sums of products of differences of pairs, after Welford (Technometrics 4, 1962).</summary>
/// <remarks>A mutable struct: kept as a field that is not readonly.</remarks>
internal struct CoMoments
{
    private int _count;
    private double _meanX;
    private double _meanY;
    private double _xx;
    private double _xy;
    private double _yy;

    internal readonly double MeanX => _meanX;

    internal readonly double MeanY => _meanY;

    internal readonly double Xx => _xx;

    internal readonly double Xy => _xy;

    internal readonly double Yy => _yy;

    internal void Add(double x, double y)
    {
        _count++;
        var dx = x - _meanX;
        var dy = y - _meanY;
        _meanX += dx / _count;
        _meanY += dy / _count;
        _xx += dx * (x - _meanX);
        _xy += dx * (y - _meanY);
        _yy += dy * (y - _meanY);
    }

    /// <summary>
    /// One pair leaves, another enters: as taking the one out and putting the other in, without dividing twice.
    /// </summary>
    /// <param name="oldX">Leaves.</param>
    /// <param name="oldY">Leaves with it.</param>
    /// <param name="x">Enters.</param>
    /// <param name="y">Enters with it.</param>
    /// <param name="inverseCount">1 ÷ the number of pairs.</param>
    internal void Replace(double oldX, double oldY, double x, double y, double inverseCount)
    {
        var (beforeX, beforeY) = (_meanX, _meanY);
        _meanX += (x - oldX) * inverseCount;
        _meanY += (y - oldY) * inverseCount;
        _xx += (x - oldX) * ((x - _meanX) + (oldX - beforeX));
        _yy += (y - oldY) * ((y - _meanY) + (oldY - beforeY));
        _xy += ((x - beforeX) * (y - _meanY)) - ((oldX - beforeX) * (oldY - _meanY));
        _xx = _xx < 0 ? 0 : _xx;
        _yy = _yy < 0 ? 0 : _yy;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _count);
        sink.Visit(ref _meanX);
        sink.Visit(ref _meanY);
        sink.Visit(ref _xx);
        sink.Visit(ref _xy);
        sink.Visit(ref _yy);
    }
}
