using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Wilder's relative strength index of a series of prices: 0 … 100.</summary>
/// <remarks>
/// 100 × G ÷ (G + L), the same as 100 − 100 ÷ (1 + G/L), where G and L are Wilder's averages over n of the rises and
/// of the falls between neighbouring samples (Wilder, New Concepts in Technical Trading Systems, 1978). 50 where
/// nothing moved. Ready after n + 1 samples.
/// </remarks>
public sealed class Rsi : IIndicator
{
    private WilderAverage _rises;
    private WilderAverage _falls;
    private double _last;
    private bool _hasLast;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in samples, positive; Wilder's is 14.</param>
    public Rsi(int period = 14)
    {
        _rises = new WilderAverage(period);
        _falls = new WilderAverage(period);
    }

    /// <inheritdoc />
    public bool IsReady => _rises.IsReady;

    /// <inheritdoc />
    public double Value
    {
        get
        {
            if (!IsReady)
            {
                return double.NaN;
            }

            var moves = _rises.Value + _falls.Value;
            return moves == 0 ? 50 : 100 * _rises.Value / moves;
        }
    }

    /// <inheritdoc />
    public void Update(double sample)
    {
        if (_hasLast)
        {
            // Whether a price rises is a coin toss that no branch predictor wins: so without a branch, and exact.
            var change = sample - _last;
            var rise = (change + Math.Abs(change)) * 0.5;
            _rises.Update(rise);
            _falls.Update(rise - change);
        }

        _last = sample;
        _hasLast = true;
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _rises.VisitState(sink);
        _falls.VisitState(sink);
        sink.Visit(ref _last);
        sink.Visit(ref _hasLast);
    }
}
