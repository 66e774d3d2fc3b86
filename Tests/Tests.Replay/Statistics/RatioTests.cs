using Engine.Model.Units;
using Replay.Statistics;

namespace Tests.Replay.Statistics;

public sealed class RatioTests
{
    private static readonly StatisticsOptions Options = new() { Capital = Facts.Whole(1_000), ReturnSamplesMin = 2 };

    [Test]
    public void Ratios_of_four_hourly_returns_agree_with_the_hand()
    {
        // 1,000 → 1,010 → 999.9 → 999.9 → 1,019.898: returns +1 %, −1 %, 0, +2 %.
        // Mean 0.5 %. Squares around it: (0.5, −1.5, −0.5, 1.5)² = 0.25 + 2.25 + 0.25 + 2.25 = 5 (%²); ÷ 3 = 1.6667;
        // standard deviation 1.290994 %. Downside √(1 ÷ 4) = 0.5 %. √8,760 = 93.594872.
        // Sharpe 0.5 ÷ 1.290994 × 93.594872 = 36.249; Sortino 0.5 ÷ 0.5 × 93.594872 = 93.594872.
        var summary = Hourly(100_000, 101_000, 99_990, 99_990, 101_989.8);

        Assert.Multiple(() =>
        {
            Assert.That(summary.ReturnSamples, Is.EqualTo(4));
            Assert.That(summary.Sharpe, Is.EqualTo(36.2491).Within(1e-3));
            Assert.That(summary.Sortino, Is.EqualTo(93.594872).Within(1e-6));
            Assert.That(summary.VolatilityPct, Is.EqualTo(1.2909944 * 93.594872).Within(1e-4));

            // Peak 1,010, trough 999.9: 10.1 ÷ 1,010 = 1 %. From hour 1 to the recovery at hour 4: three hours.
            Assert.That(summary.MaxDrawdownPct, Is.EqualTo(1).Within(1e-12));
            Assert.That(summary.MaxDrawdown, Is.EqualTo(10.1m));
            Assert.That(summary.MaxDrawdownSeconds, Is.EqualTo(3 * 3_600));
        });
    }

    [Test]
    public void Calmar_of_a_quarter_year_is_compound_growth_by_drawdown()
    {
        // 91.25 days are a quarter of 365: (1.1)⁴ − 1 = 46.41 % a year; the drawdown is 5 % (100 → 95). 9.282.
        var tracker = new PerformanceTracker(Options);
        tracker.OnEquity(Facts.Minute(0), Facts.Whole(1_000));
        tracker.OnEquity(Facts.Minute(60), Facts.Whole(950));
        tracker.OnEquity(new TimestampNs(365 * TimestampNs.PerDay / 4), Facts.Whole(1_100));
        var summary = tracker.Summarize("s", "i", 0);

        Assert.That(summary.CagrPct, Is.EqualTo(46.41).Within(1e-9));
        Assert.That(summary.Calmar, Is.EqualTo(9.282).Within(1e-9));
    }

    [Test]
    public void Sharpe_takes_in_half_an_hour_that_is_left()
    {
        // 1,000 → 1,010 in an hour, 1,010 → 999.9 in half of one: +1 % and −1 % over one and half a period.
        // Mean 0 ÷ 1.5 = 0. Variance (1² + 1² ÷ 0.5) ÷ 1 = 3 (%²). The profit is −0.1: 0 contradicts nothing.
        var figures = Sampled((0, 1_000), (60, 1_010), (90, 999.9));

        Assert.Multiple(() =>
        {
            Assert.That((figures.Count, figures.Periods), Is.EqualTo((2, 1.5)));
            Assert.That(figures.Mean, Is.Zero.Within(1e-15));
            Assert.That(figures.StandardDeviation, Is.EqualTo(Math.Sqrt(0.0003)).Within(1e-12));

            // Downside: 0.01² ÷ 0.5 over 1.5 periods.
            Assert.That(figures.DownsideDeviation, Is.EqualTo(Math.Sqrt(0.0002 / 1.5)).Within(1e-12));
        });
    }

    [Test]
    public void Loss_of_the_last_minutes_turns_the_sign_of_sharpe()
    {
        // Two hours of gains and ten minutes that lose them all and more: whole hours alone would say a fine ratio.
        var tracker = new PerformanceTracker(Options);
        tracker.OnEquity(Facts.Minute(0), Facts.Whole(1_000));
        tracker.OnEquity(Facts.Minute(60), Facts.Whole(1_010));
        tracker.OnEquity(Facts.Minute(120), Facts.Whole(1_020));
        tracker.OnEquity(Facts.Minute(130), Facts.Whole(980));
        var summary = tracker.Summarize("s", "i", 0);

        Assert.That(summary.Sharpe, Is.Negative);
        Assert.That(summary.Sortino, Is.Negative);
    }

    [Test]
    public void Sharpe_of_fewer_returns_than_asked_for_is_undefined()
    {
        var tracker = new PerformanceTracker(new StatisticsOptions { Capital = Facts.Whole(1_000) });
        for (var hour = 0; hour <= 23; hour++)
        {
            tracker.OnEquity(Facts.Minute(60 * hour), Facts.Whole(1_000 + (hour % 3)));
        }

        var short23 = tracker.Summarize("s", "i", 0);
        tracker.OnEquity(Facts.Minute(60 * 24), Facts.Whole(1_001));
        var full24 = tracker.Summarize("s", "i", 0);

        Assert.That((short23.ReturnSamples, short23.Sharpe, short23.VolatilityPct), Is.EqualTo((23, default(double?),
            default(double?))));
        Assert.That((full24.ReturnSamples, full24.Sharpe is null), Is.EqualTo((24, false)));
    }

    [Test]
    public void SharpeError_agrees_with_the_hand()
    {
        // Sharpe 36.2491 a year is 0.387298 an hour; √((1 + 0.15 ÷ 2) ÷ 4 × 8,760) = √(0.26875 × 8,760) = 48.521.
        var summary = Hourly(100_000, 101_000, 99_990, 99_990, 101_989.8);

        Assert.That(summary.SharpeError, Is.EqualTo(48.5206).Within(1e-3));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Sharpe_and_sortino_never_contradict_the_profit(short[] moves, byte gap)
    {
        var tracker = new PerformanceTracker(Options);
        var (equity, minute) = (100_000L, 0L);
        tracker.OnEquity(Facts.Minute(0), new Money(equity * Money.Scale / 100));
        foreach (var move in moves)
        {
            equity = Math.Max(1, equity + (move % 20_000));
            tracker.OnEquity(Facts.Minute(minute += 1 + gap), new Money(equity * Money.Scale / 100));
        }

        var summary = tracker.Summarize("s", "i", 0);
        return (summary.Sharpe ?? 0) * (double)summary.NetPnl >= 0
            && (summary.Sortino ?? 0) * (double)summary.NetPnl >= 0;
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Returns_agree_with_a_list_of_them(short[] hours, byte left)
    {
        // Equity on every whole hour, then some minutes more.
        var minutes = left % 60;
        var sampler = new ReturnSampler(60 * TimestampNs.PerMinute);
        var path = new List<double> { 100_000 };
        sampler.OnEquity(Facts.Minute(0), new Money(100_000));
        foreach (var hour in hours.Append((short)77))
        {
            path.Add(Math.Max(1, path[^1] + (hour % 1_000)));
            sampler.OnEquity(Facts.Minute(60 * (path.Count - 1)), new Money((long)path[^1]));
        }

        var last = path[^1] + 500;
        sampler.OnEquity(Facts.Minute((60 * (path.Count - 1)) + minutes), new Money((long)last));
        if (minutes == 0)
        {
            return true;
        }

        var returns = path.Zip(path.Skip(1), (from, to) => (Return: (to - from) / from, Length: 1.0)).ToList();
        if (minutes >= 30)
        {
            returns.Add(((last - path[^1]) / path[^1], minutes / 60.0));
        }
        else
        {
            returns[^1] = ((last - path[^2]) / path[^2], 1 + (minutes / 60.0));
        }

        var periods = returns.Sum(item => item.Length);
        var mean = returns.Sum(item => item.Return) / periods;
        var squares = returns.Sum(item => Math.Pow(item.Return - (mean * item.Length), 2) / item.Length);
        var figures = sampler.ToFigures();
        return figures.Count == returns.Count
            && Math.Abs(figures.Periods - periods) < 1e-9
            && Math.Abs(figures.Mean - mean) < 1e-12
            && (returns.Count < 2
                || Math.Abs(figures.StandardDeviation!.Value - Math.Sqrt(squares / (returns.Count - 1))) < 1e-9);
    }

    [Test]
    public void Calmar_below_a_day_is_undefined() =>
        Assert.That(Hourly(100_000, 99_000, 101_000).Calmar, Is.Null);

    [Test]
    public void Sharpe_of_equal_returns_is_undefined() =>
        Assert.That(Hourly(100_000, 100_000, 100_000, 100_000).Sharpe, Is.Null);

    [Test]
    public void Sortino_without_a_falling_hour_is_undefined() =>
        Assert.That(Hourly(100_000, 101_000, 101_000, 103_000).Sortino, Is.Null);

    [Test]
    public void Sharpe_of_lost_capital_is_undefined() =>
        Assert.That(Hourly(100_000, 50_000, -100, 1_000, 2_000).Sharpe, Is.Null);

    [Test]
    public void Returns_across_a_gap_are_one_move_hours_of_zero_and_what_is_left()
    {
        // Samples at 0:00, 0:30, 5:10: hour 1 moves by the sample of 0:30, hours 2 to 5 stand still.
        var sampler = new ReturnSampler(60 * TimestampNs.PerMinute);
        sampler.OnEquity(Facts.Minute(0), new Money(100));
        sampler.OnEquity(Facts.Minute(30), new Money(110));
        sampler.OnEquity(Facts.Minute(310), new Money(150));

        // The ten minutes left over are joined to hour 5, which is then 7 ÷ 6 long and moves by 40 ÷ 110.
        var figures = sampler.ToFigures();

        Assert.That((figures.Count, figures.Periods), Is.EqualTo((5, 4 + (7.0 / 6))));
        Assert.That(figures.Mean, Is.EqualTo((0.1 + (40.0 / 110)) / (4 + (7.0 / 6))).Within(1e-15));
    }

    [Test]
    public void Returns_take_a_sample_on_the_boundary_into_the_hour_that_ends()
    {
        var sampler = new ReturnSampler(60 * TimestampNs.PerMinute);
        sampler.OnEquity(Facts.Minute(0), new Money(100));
        sampler.OnEquity(Facts.Minute(120), new Money(110));

        // Hour 1 without a sample: 0; hour 2: +10 %.
        Assert.That((sampler.ToFigures().Count, sampler.ToFigures().Mean), Is.EqualTo((2, 0.05)));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Moments_agree_with_two_passes_over_the_returns(int[] basisPoints)
    {
        var moments = new ReturnMoments();
        var returns = new List<double>();
        foreach (var points in basisPoints)
        {
            // Every seventh stands for a run of hours without a change.
            var isGap = points % 7 == 0;
            var value = isGap ? 0 : points % 1_000 / 10_000.0;
            returns.AddRange(Enumerable.Repeat(value, isGap ? 3 : 1));
            if (isGap)
            {
                moments.AddZeros(3);
            }
            else
            {
                moments.Add(value);
            }
        }

        var mean = returns.Count == 0 ? 0 : returns.Average();
        var squares = returns.Sum(value => (value - mean) * (value - mean));
        return moments.Count == returns.Count
            && Math.Abs(moments.Mean - mean) < 1e-12
            && (returns.Count < 2
                || Math.Abs(moments.StandardDeviation!.Value - Math.Sqrt(squares / (returns.Count - 1))) < 1e-12);
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Drawdown_agrees_with_a_full_scan_and_is_never_negative(short[] moves)
    {
        var tracker = new DrawdownTracker(new Money(100_000));
        var (equity, peak, deepest) = (100_000L, 100_000L, 0.0);
        for (var minute = 0; minute < moves.Length; minute++)
        {
            equity += moves[minute] % 1_000;
            peak = Math.Max(peak, equity);
            deepest = Math.Max(deepest, (double)(peak - equity) / peak);
            tracker.OnEquity(Facts.Minute(minute), new Money(equity));
        }

        return tracker.Deepest >= 0 && tracker.Deepest.Equals(deepest)
            && tracker.DeepestLengthNs <= tracker.LongestLengthNs;
    }

    private static ReturnFigures Sampled(params (long Minute, double Equity)[] samples)
    {
        var sampler = new ReturnSampler(60 * TimestampNs.PerMinute);
        foreach (var (minute, equity) in samples)
        {
            sampler.OnEquity(Facts.Minute(minute), new Money((long)Math.Round(equity * Money.Scale)));
        }

        return sampler.ToFigures();
    }

    private static PerformanceSummary Hourly(params double[] cents)
    {
        var tracker = new PerformanceTracker(Options);
        for (var hour = 0; hour < cents.Length; hour++)
        {
            tracker.OnEquity(Facts.Minute(60 * hour), new Money((long)(cents[hour] * Money.Scale / 100)));
        }

        return tracker.Summarize("s", "i", 0);
    }
}
