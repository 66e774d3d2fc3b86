using Engine.Core.Indicators;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Core.Indicators;

/// <summary>What every indicator promises: no allocation, and a state that is whole when put back.</summary>
[TestFixture]
internal sealed class IndicatorContractTests
{
    private static readonly TestCaseData[] Cases =
    [
        Of(() => new Ema(20), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new Sma(20), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new Wma(20), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new RollingStatistics(20), (x, sample) => x.Update(sample), x => x.SampleVariance,
            (x, sink) => x.VisitState(sink)),
        Of(() => new ZScore(20), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new BollingerBands(), (x, sample) => x.Update(sample), x => x.PercentB,
            (x, sink) => x.VisitState(sink)),
        Of(() => new Rsi(), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new RateOfChange(9), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new Momentum(9), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new Macd(), (x, sample) => x.Update(sample), x => x.Histogram, (x, sink) => x.VisitState(sink)),
        Of(() => new VolumeSurgeRatio(5, 15), (x, sample) => x.Update(sample), x => x.Value,
            (x, sink) => x.VisitState(sink)),
        Of(() => new Vwap(10), (x, sample) => x.Update(sample, sample / 7), x => x.Value,
            (x, sink) => x.VisitState(sink)),
        Of(() => new Atr(), (x, sample) => x.Update(sample + 2, sample - 1, sample), x => x.Value,
            (x, sink) => x.VisitState(sink)),
        Of(() => new Adx(), (x, sample) => x.Update(sample + 2, sample - 1, sample), x => x.Value,
            (x, sink) => x.VisitState(sink)),
        Of(() => new RollingRegression(10), (x, sample) => x.Update(sample, sample * sample), x => x.Residual,
            (x, sink) => x.VisitState(sink)),
        Of(() => new RollingRegression(10), (x, sample) => x.Update(sample, sample * sample), x => x.ResidualZScore,
            (x, sink) => x.VisitState(sink)),
        Of(() => new Twap(15, 4), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new PumpMagnitude(15), (x, sample) => x.Update(sample), x => x.Value,
            (x, sink) => x.VisitState(sink)),
        Of(() => new Velocity(9, 3), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new RealizedVolatility(20), (x, sample) => x.Update(sample), x => x.Value,
            (x, sink) => x.VisitState(sink)),
        Of(() => new HalfLife(12), (x, sample) => x.Update(sample), x => x.Value, (x, sink) => x.VisitState(sink)),
        Of(() => new SpreadHalfLife(12), (x, sample) => x.Update(sample, sample * sample), x => x.Of(60_000),
            (x, sink) => x.VisitState(sink)),
        Of(() => new DonchianChannel(15), (x, sample) => x.Update(sample + 2, sample - 1, sample), x => x.Value,
            (x, sink) => x.VisitState(sink)),
        Of(() => new OrderFlowImbalance(15), (x, sample) => x.Update(
                new PriceTicks((long)sample), new QtyLots((long)sample & 15), new PriceTicks((long)sample + 1),
                new QtyLots((long)sample & 7)), x => x.Ratio, (x, sink) => x.VisitState(sink)),
        Of(() => new CumulativeVolumeDelta(),
            (x, sample) => x.Update(new QtyLots((long)sample), (Side)((long)sample & 1)), x => x.Ratio,
            (x, sink) => x.VisitState(sink)),
    ];

    /// <summary>One indicator, ready to be driven without knowing its type.</summary>
    public sealed record Driver(Action<double> Update, Func<double> Value, Action<StateSink> VisitState);

    [TestCaseSource(nameof(Cases))]
    public void VisitState_restored_goes_on_to_the_bit(Func<Driver> create)
    {
        var series = Series.Prices(200);
        for (var cut = 0; cut < 70; cut += 3)
        {
            var original = create();
            foreach (var sample in series[..cut])
            {
                original.Update(sample);
            }

            var restored = create();
            restored.Update(1);
            var writer = new StateWriter();
            original.VisitState(writer);
            var reader = new StateReader(writer.Words);
            restored.VisitState(reader);

            Assert.That(reader.IsExhausted, Is.True);
            foreach (var sample in series[cut..])
            {
                original.Update(sample);
                restored.Update(sample);
                Assert.That(restored.Value(), Is.EqualTo(original.Value()), $"cut at {cut}");
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Update_allocates_nothing(Func<Driver> create)
    {
        var series = Series.Prices(1_000);
        var driver = create();
        Run(driver, series);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(driver, series);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static double Run(Driver driver, double[] series)
    {
        var sum = 0.0;
        foreach (var sample in series)
        {
            driver.Update(sample);
            sum += driver.Value();
        }

        return sum;
    }

    private static TestCaseData Of<T>(
        Func<T> create, Action<T, double> update, Func<T, double> value, Action<T, StateSink> visit)
    {
        Func<Driver> driver = () =>
        {
            var indicator = create();
            return new Driver(
                sample => update(indicator, sample), () => value(indicator), sink => visit(indicator, sink));
        };
        return new TestCaseData(driver).SetArgDisplayNames(typeof(T).Name);
    }
}
