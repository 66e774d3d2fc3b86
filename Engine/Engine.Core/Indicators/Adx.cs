using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>
/// Wilder's average directional index of a series of bars, 0 … 100: how strong a trend is, not where it goes.
/// </summary>
/// <remarks>
/// +DM is the rise of the high where it is positive and exceeds the fall of the low, −DM the mirror; ±DI = 100 ×
/// Wilder's average of ±DM ÷ that of the true range; DX = 100 × |+DI − −DI| ÷ (+DI + −DI), 0 where neither moved; ADX
/// is Wilder's average of DX (New Concepts in Technical Trading Systems, 1978). All over n. Ready after 2n bars.
/// </remarks>
public sealed class Adx : IBarIndicator
{
    private WilderAverage _up;
    private WilderAverage _down;
    private WilderAverage _ranges;
    private WilderAverage _index;
    private TrueRange _range;
    private double _lastHigh;
    private double _lastLow;
    private bool _hasLast;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in bars, positive; Wilder's is 14.</param>
    public Adx(int period = 14)
    {
        _up = new WilderAverage(period);
        _down = new WilderAverage(period);
        _ranges = new WilderAverage(period);
        _index = new WilderAverage(period);
    }

    /// <inheritdoc />
    public bool IsReady => _index.IsReady;

    /// <inheritdoc />
    public double Value => IsReady ? _index.Value : double.NaN;

    /// <summary>+DI, 0 … 100: the part of the range that went up; not a number before n + 1 bars.</summary>
    public double PlusDirection => Direction(in _up);

    /// <summary>−DI, 0 … 100: the part of the range that went down; not a number before n + 1 bars.</summary>
    public double MinusDirection => Direction(in _down);

    /// <inheritdoc />
    public void Update(double high, double low, double close)
    {
        var range = _range.Next(high, low, close);
        if (_hasLast)
        {
            var rise = high - _lastHigh;
            var fall = _lastLow - low;
            _up.Update(Selection.KeepIf((rise > fall) & (rise > 0), rise));
            _down.Update(Selection.KeepIf((fall > rise) & (fall > 0), fall));
            _ranges.Update(range);
            if (_ranges.IsReady)
            {
                _index.Update(DirectionalIndex());
            }
        }

        _lastHigh = high;
        _lastLow = low;
        _hasLast = true;
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _up.VisitState(sink);
        _down.VisitState(sink);
        _ranges.VisitState(sink);
        _index.VisitState(sink);
        _range.VisitState(sink);
        sink.Visit(ref _lastHigh);
        sink.Visit(ref _lastLow);
        sink.Visit(ref _hasLast);
    }

    // The range cancels out of the quotient of the directions.
    private double DirectionalIndex()
    {
        var total = _up.Value + _down.Value;
        var difference = _up.Value - _down.Value;
        return total == 0 ? 0 : 100 * Math.Abs(difference) / total;
    }

    private double Direction(in WilderAverage moves)
    {
        if (!_ranges.IsReady)
        {
            return double.NaN;
        }

        return _ranges.Value == 0 ? 0 : 100 * moves.Value / _ranges.Value;
    }
}
