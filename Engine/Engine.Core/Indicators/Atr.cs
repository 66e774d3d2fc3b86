using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Wilder's average true range of a series of bars, in the unit of their prices.</summary>
/// <remarks>
/// Wilder's average over n of the true range (New Concepts in Technical Trading Systems, 1978); the first bar's is its
/// high less its low. Ready after n bars.
/// </remarks>
public sealed class Atr : IBarIndicator
{
    private WilderAverage _average;
    private TrueRange _range;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in bars, positive; Wilder's is 14.</param>
    public Atr(int period = 14) => _average = new WilderAverage(period);

    /// <inheritdoc />
    public bool IsReady => _average.IsReady;

    /// <inheritdoc />
    public double Value => IsReady ? _average.Value : double.NaN;

    /// <summary>The true range of the newest bar; zero before the first.</summary>
    public double LastTrueRange { get; private set; }

    /// <inheritdoc />
    public void Update(double high, double low, double close)
    {
        LastTrueRange = _range.Next(high, low, close);
        _average.Update(LastTrueRange);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var last = LastTrueRange;
        sink.Visit(ref last);
        LastTrueRange = last;
        _average.VisitState(sink);
        _range.VisitState(sink);
    }
}
