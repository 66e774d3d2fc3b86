using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Wilder's true range: the greatest of high − low, |high − last close| and |low − last close|.</summary>
/// <remarks>
/// The first bar has no last close: high − low. A mutable struct: kept as a field that is not readonly.
/// </remarks>
internal struct TrueRange
{
    private double _lastClose;
    private bool _hasLastClose;

    internal double Next(double high, double low, double close)
    {
        // With the last close drawn into the bar, the range of the whole is the greatest of the three.
        var top = _hasLastClose && _lastClose > high ? _lastClose : high;
        var bottom = _hasLastClose && _lastClose < low ? _lastClose : low;
        _lastClose = close;
        _hasLastClose = true;
        return top - bottom;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _lastClose);
        sink.Visit(ref _hasLastClose);
    }
}
