using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>The mean volume of the last m samples over that of the last n: 3 is three times the usual.</summary>
/// <remarks>
/// SMA(m) ÷ SMA(n), the short window being the newest part of the long one. 0 where nothing was traded. Ready after n
/// samples.
/// </remarks>
public sealed class VolumeSurgeRatio : IIndicator
{
    private readonly Sma _short;
    private readonly Sma _long;

    /// <summary>Makes one.</summary>
    /// <param name="shortPeriod">m, in samples, positive and below n.</param>
    /// <param name="longPeriod">n, in samples.</param>
    public VolumeSurgeRatio(int shortPeriod, int longPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shortPeriod, longPeriod);
        _short = new Sma(shortPeriod);
        _long = new Sma(longPeriod);
    }

    /// <inheritdoc />
    public bool IsReady => _long.IsReady;

    /// <inheritdoc />
    public double Value
    {
        get
        {
            if (!IsReady)
            {
                return double.NaN;
            }

            return _long.Value > 0 ? _short.Value / _long.Value : 0;
        }
    }

    /// <inheritdoc />
    public void Update(double sample)
    {
        _short.Update(sample);
        _long.Update(sample);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        _short.VisitState(sink);
        _long.VisitState(sink);
    }
}
