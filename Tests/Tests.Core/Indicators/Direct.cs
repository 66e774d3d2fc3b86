namespace Tests.Core.Indicators;

/// <summary>
/// The indicators by their definitions, each value computed afresh from the whole series: what the incremental ones
/// are checked against. Nothing here shares code or method with them.
/// </summary>
internal static class Direct
{
    public static double[] Window(double[] series, int end, int length) => series[(end - length + 1)..(end + 1)];

    public static double Mean(double[] window) => window.Sum() / window.Length;

    public static double Variance(double[] window)
    {
        var mean = Mean(window);
        return window.Sum(x => (x - mean) * (x - mean)) / window.Length;
    }

    public static double Sma(double[] series, int end, int period) => Mean(Window(series, end, period));

    // Written out as a weighted sum: the seed's weight is what is left after all later samples.
    public static double Ema(double[] series, int end, int period)
    {
        var factor = 2.0 / (period + 1);
        var sum = 0.0;
        for (var index = period; index <= end; index++)
        {
            sum += factor * Math.Pow(1 - factor, end - index) * series[index];
        }

        return sum + (Math.Pow(1 - factor, end - period + 1) * Mean(series[..period]));
    }

    public static double Wma(double[] series, int end, int period)
    {
        var window = Window(series, end, period);
        return window.Select((x, index) => x * (index + 1)).Sum() / Enumerable.Range(1, period).Sum();
    }

    public static double StandardDeviation(double[] series, int end, int period) =>
        Math.Sqrt(Variance(Window(series, end, period)));

    public static double ZScore(double[] series, int end, int period) =>
        (series[end] - Sma(series, end, period)) / StandardDeviation(series, end, period);

    // Wilder's average written out: weights (1/n)·((n − 1)/n)^k, and the rest for the mean of the first n.
    public static double Wilder(double[] series, int end, int period)
    {
        var decay = (period - 1.0) / period;
        var sum = Math.Pow(decay, end - period + 1) * Mean(series[..period]);
        for (var index = period; index <= end; index++)
        {
            sum += Math.Pow(decay, end - index) * series[index] / period;
        }

        return sum;
    }

    public static double Rsi(double[] series, int end, int period)
    {
        var changes = series[..end].Select((x, index) => series[index + 1] - x).ToArray();
        var rise = Wilder([.. changes.Select(x => Math.Max(x, 0))], end - 1, period);
        var fall = Wilder([.. changes.Select(x => Math.Max(-x, 0))], end - 1, period);
        return 100 - (100 / (1 + (rise / fall)));
    }

    public static double Macd(double[] series, int end, int fast, int slow) =>
        Ema(series, end, fast) - Ema(series, end, slow);

    public static double MacdSignal(double[] series, int end, int fast, int slow, int signal)
    {
        var lines = new List<double>();
        for (var index = slow - 1; index <= end; index++)
        {
            lines.Add(Macd(series, index, fast, slow));
        }

        return Ema([.. lines], lines.Count - 1, signal);
    }

    public static double[] TrueRanges((double High, double Low, double Close)[] bars)
    {
        var ranges = new double[bars.Length];
        for (var index = 0; index < bars.Length; index++)
        {
            var (high, low, _) = bars[index];
            var last = index == 0 ? low : bars[index - 1].Close;
            ranges[index] = index == 0
                ? high - low
                : new[] { high - low, Math.Abs(high - last), Math.Abs(low - last) }.Max();
        }

        return ranges;
    }

    public static double Atr((double High, double Low, double Close)[] bars, int end, int period) =>
        Wilder(TrueRanges(bars), end, period);

    public static double Adx((double High, double Low, double Close)[] bars, int end, int period)
    {
        var ranges = TrueRanges(bars)[1..];
        var plus = new double[bars.Length - 1];
        var minus = new double[bars.Length - 1];
        for (var index = 1; index < bars.Length; index++)
        {
            var rise = bars[index].High - bars[index - 1].High;
            var fall = bars[index - 1].Low - bars[index].Low;
            plus[index - 1] = rise > fall && rise > 0 ? rise : 0;
            minus[index - 1] = fall > rise && fall > 0 ? fall : 0;
        }

        var indexes = new List<double>();
        for (var at = period - 1; at < end; at++)
        {
            var range = Wilder(ranges, at, period);
            var up = 100 * Wilder(plus, at, period) / range;
            var down = 100 * Wilder(minus, at, period) / range;
            indexes.Add(100 * Math.Abs(up - down) / (up + down));
        }

        return Wilder([.. indexes], indexes.Count - 1, period);
    }

    public static (double Slope, double Intercept, double Correlation) Line(double[] xs, double[] ys)
    {
        var (meanX, meanY) = (Mean(xs), Mean(ys));
        var xy = xs.Zip(ys, (x, y) => (x - meanX) * (y - meanY)).Sum();
        var slope = xy / (Variance(xs) * xs.Length);
        var correlation = xy / (xs.Length * Math.Sqrt(Variance(xs) * Variance(ys)));
        return (slope, meanY - (slope * meanX), correlation);
    }
}
