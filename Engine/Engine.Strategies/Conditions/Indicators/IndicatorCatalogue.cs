using Engine.Core.Indicators;
using static Engine.Strategies.Conditions.Indicators.IndicatorParameter;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>Every indicator that a document may name, with its parameters. Constant; any thread.</summary>
public static class IndicatorCatalogue
{
    private const int DepthMax = 100;

    private static readonly IndicatorDescriptor[] Price =
    [
        new("price", "quote", "The mid; else the last trade, else the bar's close.",
            _ => new DirectSource(sample => sample.Price)),
        new("price_momentum", "percent", "Change of the price over the window (the examples count it in percent).",
            a => Percent(new RateOfChange(a.Samples(0)))) { Parameters = [Span("window", 60, "how far back")] },
        new("price_velocity", "percent per second", "Change of the price per second over the window.",
            Velocity)
        {
            Parameters = [Span("window", 60, "how far back"), Span("smoothing", 1, "averaged at both ends")],
        },
        new("pump_magnitude_pct", "percent", "How far the price stands above its average between t1 and t2 ago.",
            a => new SeriesSource(new PumpMagnitude(From(a), a.SamplesOrNone(1))))
        {
            Parameters = [Span("t1", 300, "begin of the average"), Span("t2", 0, "its end", 0)],
            Order = (1, 0),
        },
        new("twap", "quote", "Average price between t1 and t2 ago, by time.",
            a => new SeriesSource(new Twap(From(a), a.SamplesOrNone(1))))
        {
            Parameters = [Span("t1", 300, "begin of the average"), Span("t2", 0, "its end", 0)],
            Order = (1, 0),
        },
        new("vwap", "quote", "Average price of the window, by volume.",
            a => new VwapSource(a.Samples(0))) { Parameters = [Span("window", 300, "length")] },
        new("ema", "quote", "Exponential moving average.",
            a => new SeriesSource(new Ema(a.Integer(0)))) { Parameters = [Period(20)] },
        new("sma", "quote", "Simple moving average.",
            a => new SeriesSource(new Sma(a.Integer(0)))) { Parameters = [Period(20)] },
        new("wma", "quote", "Linearly weighted moving average.",
            a => new SeriesSource(new Wma(a.Integer(0)))) { Parameters = [Period(20)] },
        new("rsi", "0 … 100", "Wilder's relative strength index.",
            a => new SeriesSource(new Rsi(a.Integer(0)))) { Parameters = [Period(14)] },
        new("macd", "quote", "Fast less slow exponential average.",
            a => Macd(a, macd => macd.Value)) { Parameters = MacdPeriods, Order = (0, 1) },
        new("macd_signal", "quote", "The average of macd.",
            a => Macd(a, macd => macd.Signal)) { Parameters = MacdPeriods, Order = (0, 1) },
        new("macd_histogram", "quote", "macd less macd_signal.",
            a => Macd(a, macd => macd.Histogram)) { Parameters = MacdPeriods, Order = (0, 1) },
    ];

    private static readonly IndicatorDescriptor[] Spread =
    [
        new("bollinger_upper", "quote", "The upper Bollinger band.",
            a => Bollinger(a, bands => bands.Upper)) { Parameters = BandParameters },
        new("bollinger_middle", "quote", "The middle Bollinger band.",
            a => Bollinger(a, bands => bands.Middle)) { Parameters = BandParameters },
        new("bollinger_lower", "quote", "The lower Bollinger band.",
            a => Bollinger(a, bands => bands.Lower)) { Parameters = BandParameters },
        new("bollinger_width_pct", "percent", "The distance of the bands, of the middle.",
            a => Bollinger(a, bands => 100 * bands.BandWidth)) { Parameters = BandParameters },
        new("bollinger_percent_b", "fraction", "Where the price lies: 0 at the lower band, 1 at the upper.",
            a => Bollinger(a, bands => bands.PercentB)) { Parameters = BandParameters },
        new("zscore", "deviations", "Distance of the price from its mean in standard deviations.",
            a => new SeriesSource(new ZScore(a.Integer(0)))) { Parameters = [Period(60)] },
        new("stddev_pct", "percent", "Standard deviation of the price, of its mean.", DeviationPct)
        {
            Parameters = [Period(60)],
        },
        new("realized_volatility_pct", "percent", "Realised volatility over the window, not annualised.", Realized)
        {
            Parameters = [Span("window", 300, "length")],
        },
        new("atr", "quote", "Wilder's average true range.",
            a => Range(a, atr => atr.Value)) { Parameters = BarParameters },
        new("atr_pct", "percent", "Wilder's average true range, of the price.", RangePct)
        {
            Parameters = BarParameters,
        },
        new("adx", "0 … 100", "Wilder's average directional index: how strong a trend is.",
            a => Trend(a, adx => adx.Value)) { Parameters = BarParameters },
        new("plus_di", "0 … 100", "The part of the range that went up.",
            a => Trend(a, adx => adx.PlusDirection)) { Parameters = BarParameters },
        new("minus_di", "0 … 100", "The part of the range that went down.",
            a => Trend(a, adx => adx.MinusDirection)) { Parameters = BarParameters },
    ];

    private static readonly IndicatorDescriptor[] Flow =
    [
        new("volume", "base", "Volume traded in the window.",
            a => new SumSource(SampleInput.Volume, a.Samples(0))) { Parameters = [Span("window", 60, "length")] },
        new("volume_surge_ratio", "ratio", "Mean volume of the short window over that of the long one before it.",
            a => new SurgeSource(a.Samples(0), a.Samples(1)))
        {
            Parameters = [Span("short", 300, "what is looked at"), Span("long", 900, "what is usual, before it")],
        },
        new("cvd", "base", "What aggressors bought less what they sold in the window.",
            a => new SumSource(SampleInput.Delta, a.Samples(0))) { Parameters = [Span("window", 300, "length")] },
        new("cvd_ratio", "-1 … 1", "cvd over the volume of the window.",
            a => new SumSource(SampleInput.Delta, SampleInput.Volume, a.Samples(0)))
        {
            Parameters = [Span("window", 300, "length")],
        },
        new("liquidation_volume", "base", "What was liquidated in the window.",
            a => new SumSource(SampleInput.Liquidations, a.Samples(0))) { Parameters = [Span("window", 60, "length")] },
        new("long_liquidation_volume", "base", "Longs that were liquidated in the window.",
            a => new SumSource(SampleInput.LongLiquidations, a.Samples(0)))
        {
            Parameters = [Span("window", 60, "length")],
        },
        new("short_liquidation_volume", "base", "Shorts that were liquidated in the window.",
            a => new SumSource(SampleInput.ShortLiquidations, a.Samples(0)))
        {
            Parameters = [Span("window", 60, "length")],
        },
        new("liquidation_ratio", "fraction", "What was liquidated over the volume of the window.",
            a => new SumSource(SampleInput.Liquidations, SampleInput.Volume, a.Samples(0)))
        {
            Parameters = [Span("window", 60, "length")],
        },
    ];

    private static readonly IndicatorDescriptor[] Now =
    [
        new("spread_pct", "percent", "Best ask less best bid, of the mid.", _ => new DirectSource(Readings.SpreadPct)),
        new("imbalance", "-1 … 1", "Bids less asks over both, of the best levels of the book.", a =>
        {
            var levels = a.Integer(0);
            return new DirectSource(sample => Readings.Imbalance(sample, levels));
        })
        {
            Parameters = [Count("levels", 5, DepthMax, "levels of each side")],
        },
        new("funding_rate_pct", "percent", "The funding rate as last told.",
            _ => new DirectSource(Readings.FundingPct)),
        new("basis_pct", "percent", "Mark price above the index.", _ => new DirectSource(Readings.BasisPct)),
        new("mark_price", "quote", "The mark price.", _ => new DirectSource(Readings.Mark)),
        new("open_interest", "base", "Open interest.", _ => new DirectSource(Readings.OpenInterest)),
        new("open_interest_change_pct", "percent", "Change of the open interest over the window.",
            a => Percent(new RateOfChange(a.Samples(0)), SampleInput.OpenInterest))
        {
            Parameters = [Span("window", 300, "how far back")],
        },
        new("unrealized_pnl_pct", "percent", "Gain of the open position, of what it cost, leverage not counted.",
            _ => new DirectSource(sample => sample.PnlPct)),
        new("position_age", "seconds", "Since the position was opened.",
            _ => new DirectSource(sample => sample.PositionAge)),
        new("signal_age", "seconds", "Since the signal was seen.",
            _ => new DirectSource(sample => sample.SignalAge)),
    ];

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<IndicatorDescriptor> All = [.. Price, .. Spread, .. Flow, .. Now];

    private static IndicatorParameter[] MacdPeriods =>
    [
        Count("fast", 12, 86_400, "samples"), Count("slow", 26, 86_400, "samples"),
        Count("signal", 9, 86_400, "samples"),
    ];

    private static IndicatorParameter[] BandParameters => [Period(20), Number("width", 2, 0.1, 100, "deviations")];

    private static IndicatorParameter[] BarParameters =>
    [
        Count("period", 14, 10_000, "bars"), Span("bar", 60, "length of a bar"),
    ];

    /// <summary>The place of an indicator in <see cref="All" />; −1 where none has the name.</summary>
    internal static int Find(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>t1 in samples: beyond t2, however long a sample is.</summary>
    private static int From(IndicatorArguments a) => Math.Max(a.Samples(0), a.SamplesOrNone(1) + 1);

    private static SeriesSource Percent(RateOfChange change, SampleInput input = SampleInput.Price) =>
        new(change, () => 100 * change.Value, input);

    private static SeriesSource Velocity(IndicatorArguments a)
    {
        var velocity = new Velocity(a.Samples(0), a.Samples(1));
        var scale = 100 / a.SampleSeconds;
        return new SeriesSource(velocity, () => scale * velocity.Value);
    }

    private static SeriesSource Realized(IndicatorArguments a)
    {
        var samples = a.Samples(0);
        var volatility = new RealizedVolatility(samples, samples);
        return new SeriesSource(volatility, () => 100 * volatility.Value);
    }

    private static SeriesSource DeviationPct(IndicatorArguments a)
    {
        var statistics = new RollingStatistics(a.Integer(0));
        return new SeriesSource(statistics, () => 100 * statistics.StandardDeviation / statistics.Mean);
    }

    private static SeriesSource Macd(IndicatorArguments a, Func<Macd, double> read)
    {
        var macd = new Macd(a.Integer(0), a.Integer(1), a.Integer(2));
        return new SeriesSource(macd, () => read(macd));
    }

    private static SeriesSource Bollinger(IndicatorArguments a, Func<BollingerBands, double> read)
    {
        var bands = new BollingerBands(a.Integer(0), a.Real(1));
        return new SeriesSource(bands, () => read(bands));
    }

    private static BarSource Range(IndicatorArguments a, Func<Atr, double> read)
    {
        var atr = new Atr(a.Integer(0));
        return new BarSource(atr, a.Samples(1), () => read(atr));
    }

    private static BarSource RangePct(IndicatorArguments a)
    {
        var atr = new Atr(a.Integer(0));
        BarSource? source = null;
        source = new BarSource(atr, a.Samples(1), () => 100 * atr.Value / source!.Close);
        return source;
    }

    private static BarSource Trend(IndicatorArguments a, Func<Adx, double> read)
    {
        var adx = new Adx(a.Integer(0));
        return new BarSource(adx, a.Samples(1), () => read(adx));
    }
}
