using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>How far the price stands above its recent average, in percent: 8 is eight percent, −5 a dump.</summary>
/// <remarks>
/// 100 × (x ÷ TWAP(t1, t2) − 1), x the newest sample and <see cref="Twap" /> the mean of the samples between t1 and t2
/// ago. The usual windows are t1 = 300 s and t2 = 0; a t2 above zero keeps the move itself out of what it is held
/// against. Not a number where the average is zero. Ready after t1 samples.
/// </remarks>
public sealed class PumpMagnitude : IIndicator
{
    private readonly Twap _base;
    private double _last;

    /// <summary>Makes one.</summary>
    /// <param name="from">t1, in samples, positive.</param>
    /// <param name="to">t2, in samples, from zero and below t1.</param>
    public PumpMagnitude(int from = 300, int to = 0) => _base = new Twap(from, to);

    /// <inheritdoc />
    public bool IsReady => _base.IsReady;

    /// <inheritdoc />
    public double Value
    {
        get
        {
            var average = _base.Value;
            return average != 0 ? 100 * ((_last / average) - 1) : double.NaN;
        }
    }

    /// <inheritdoc />
    public void Update(double sample)
    {
        _last = sample;
        _base.Update(sample);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _last);
        _base.VisitState(sink);
    }
}
