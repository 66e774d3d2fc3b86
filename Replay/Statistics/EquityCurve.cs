using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>Equity and its distance from the peak, for charts, in bounded memory. Single writer.</summary>
/// <remarks>
/// The drawdown is kept beside the equity rather than computed from its buckets: the order of highs and lows inside a
/// bucket is lost, and with it the exact depth.
/// </remarks>
public sealed class EquityCurve
{
    /// <summary>Units of a recorded drawdown in 1 (one hundred percent).</summary>
    public const long DrawdownScale = 1_000_000_000;

    /// <summary>Makes a curve.</summary>
    /// <param name="capacity">The most buckets; even, at least 2.</param>
    public EquityCurve(int capacity)
    {
        Equity = new DecimatedSeries(capacity);
        Drawdown = new DecimatedSeries(capacity);
    }

    /// <summary>Equity, in units of <see cref="Money" />.</summary>
    public DecimatedSeries Equity { get; }

    /// <summary>Drawdown from the peak, in units of 10⁻⁹; zero at a peak, positive below it.</summary>
    public DecimatedSeries Drawdown { get; }

    /// <summary>Takes a sample.</summary>
    /// <param name="time">Not before the sample before.</param>
    /// <param name="equity">Equity in quote currency.</param>
    /// <param name="drawdown">The fall from the peak as a fraction of it.</param>
    public void Add(TimestampNs time, Money equity, double drawdown)
    {
        Equity.Add(time, equity.Value);
        Drawdown.Add(time, (long)(drawdown * DrawdownScale));
    }
}
