using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Bollinger bands: the mean of the last n samples, and k standard deviations of them either side.</summary>
/// <remarks>
/// The deviation is the population's, as Bollinger has it (Bollinger on Bollinger Bands, 2001); n = 20 and k = 2 are
/// his. In the unit of the samples. Ready after n samples.
/// </remarks>
public sealed class BollingerBands : IIndicator
{
    private readonly RollingStatistics _statistics;
    private readonly double _width;
    private double _last;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in samples, positive.</param>
    /// <param name="width">k, in standard deviations, positive.</param>
    public BollingerBands(int period = 20, double width = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _statistics = new RollingStatistics(period);
        _width = width;
    }

    /// <inheritdoc />
    public bool IsReady => _statistics.IsReady;

    /// <summary>The middle band: <see cref="Middle" />.</summary>
    public double Value => Middle;

    /// <summary>The mean; not a number until ready.</summary>
    public double Middle => _statistics.Mean;

    /// <summary>The middle plus k deviations; not a number until ready.</summary>
    public double Upper => _statistics.Mean + (_width * _statistics.StandardDeviation);

    /// <summary>The middle less k deviations; not a number until ready.</summary>
    public double Lower => _statistics.Mean - (_width * _statistics.StandardDeviation);

    /// <summary>(upper − lower) ÷ middle, a fraction; not a number until ready.</summary>
    public double BandWidth => (Upper - Lower) / Middle;

    /// <summary>
    /// Where the newest sample lies: 0 at the lower band, 1 at the upper; 0.5 where the window is flat.
    /// </summary>
    public double PercentB
    {
        get
        {
            var span = Upper - Lower;
            return span == 0 ? 0.5 : (_last - Lower) / span;
        }
    }

    /// <inheritdoc />
    public void Update(double sample)
    {
        _last = sample;
        _statistics.Update(sample);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _statistics.VisitState(sink);
        sink.Visit(ref _last);
    }
}
