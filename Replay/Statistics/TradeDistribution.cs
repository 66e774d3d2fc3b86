using Engine.Disruptor;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>How the profits and the lengths of closed trades are spread. Single writer.</summary>
/// <remarks>
/// Kept in buckets that widen with the value (0.8 %), so that the bars can be chosen when the run is over. A trade
/// that lies within that of a bar's edge may stand in the neighbouring bar.
/// </remarks>
public sealed class TradeDistribution
{
    private const int BarsEachSideMax = 20;
    private const double TailQuantile = 0.97;

    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];
    private static readonly long[] DurationEdgesSeconds =
        [1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400];

    private readonly LogLinearHistogram _gains = new();
    private readonly LogLinearHistogram _losses = new();
    private readonly LogLinearHistogram _heldNs = new();

    /// <summary>Trades taken.</summary>
    public long Count => _heldNs.Count;

    /// <summary>Takes a closed trade.</summary>
    public void OnTrade(in TradeRecord trade)
    {
        _heldNs.Record(trade.HeldNs);
        var net = trade.NetPnl.Value;
        if (net < 0)
        {
            _losses.Record(-net);
        }
        else
        {
            _gains.Record(net);
        }
    }

    /// <summary>The median length of a trade in seconds; null without trades.</summary>
    public double? MedianHeldSeconds =>
        Count == 0 ? null : _heldNs.ValueAt(0.5) / (double)TimestampNs.PerSecond;

    /// <summary>
    /// Bars of equal width over the net profit of trades, zero between two of them; the outermost take the tails. Empty
    /// without trades.
    /// </summary>
    public IReadOnlyList<HistogramBin> ProfitBins()
    {
        if (Count == 0)
        {
            return [];
        }

        var width = WidthOf(Math.Max(Tail(_gains), Tail(_losses)));
        var (below, above) = (BarsFor(_losses, width), BarsFor(_gains, width));
        var bins = new List<HistogramBin>();
        for (var index = -below; index < above; index++)
        {
            var isLowest = index == -below && _losses.Count > 0;
            var isHighest = index == above - 1 && _gains.Count > 0;
            var count = index < 0
                ? Between(_losses, -(index + 1) * width, isLowest ? null : -index * width)
                : Between(_gains, index * width, isHighest ? null : (index + 1) * width, isFromZero: index == 0);
            var hasTail = index < 0 ? _losses.Max > -index * width * Money.Scale
                : _gains.Max > (index + 1) * width * Money.Scale;
            bins.Add(new HistogramBin(
                isLowest && hasTail ? null : index * width, isHighest && hasTail ? null : (index + 1) * width, count));
        }

        return bins;
    }

    /// <summary>Bars over the length of trades, in seconds.</summary>
    public IReadOnlyList<HistogramBin> DurationBins()
    {
        if (Count == 0)
        {
            return [];
        }

        var bins = new List<HistogramBin>();
        long below = 0;
        double? from = null;
        foreach (var edge in DurationEdgesSeconds)
        {
            var upTo = _heldNs.CountUpTo(edge * TimestampNs.PerSecond);
            bins.Add(new HistogramBin(from, edge, upTo - below));
            (below, from) = (upTo, edge);
        }

        bins.Add(new HistogramBin(from, null, Count - below));
        return bins;
    }

    private static double Tail(LogLinearHistogram histogram) =>
        histogram.ValueAt(TailQuantile) / (double)Money.Scale;

    private static int BarsFor(LogLinearHistogram histogram, double width) =>
        histogram.Count == 0 ? 0 : Math.Clamp((int)Math.Ceiling(Tail(histogram) / width), 1, BarsEachSideMax);

    /// <summary>The narrowest round width of which so many bars reach the tail.</summary>
    private static double WidthOf(double tail)
    {
        if (tail <= 0)
        {
            return 1;
        }

        var power = 1e-9;
        while (power * 10 * BarsEachSideMax < tail)
        {
            power *= 10;
        }

        return power * Steps.First(step => power * step * BarsEachSideMax >= tail);
    }

    private static long Between(LogLinearHistogram histogram, double from, double? to, bool isFromZero = false)
    {
        var below = isFromZero ? 0 : histogram.CountUpTo(Units(from));
        return (to is { } end ? histogram.CountUpTo(Units(end)) : histogram.Count) - below;
    }

    private static long Units(double amount) => (long)Math.Round(amount * Money.Scale);
}
