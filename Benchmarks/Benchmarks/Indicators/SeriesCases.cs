using Engine.Core.Indicators;

namespace Benchmarks.Indicators;

/// <summary>The indicators of one series.</summary>
internal static class SeriesCases
{
    internal static IReadOnlyList<IndicatorCase> All { get; } =
    [
        new("ema", () =>
        {
            var indicator = new Ema(20);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("rsi", () =>
        {
            var indicator = new Rsi();
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("macd", () =>
        {
            var indicator = new Macd();
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("sma", () =>
        {
            var indicator = new Sma(60);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("wma", () =>
        {
            var indicator = new Wma(60);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("statistics", () =>
        {
            var indicator = new RollingStatistics(60);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("z-score", () =>
        {
            var indicator = new ZScore(60);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("bollinger", () =>
        {
            var indicator = new BollingerBands();
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("rate-of-change", () =>
        {
            var indicator = new RateOfChange(30);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("momentum", () =>
        {
            var indicator = new Momentum(30);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("volume-surge", () =>
        {
            var indicator = new VolumeSurgeRatio(300, 900);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("twap", () =>
        {
            var indicator = new Twap(300);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("twap-lagged", () =>
        {
            var indicator = new Twap(600, 300);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("velocity", () =>
        {
            var indicator = new Velocity(60, 5);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("pump-magnitude", () =>
        {
            var indicator = new PumpMagnitude();
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("realized-volatility", () =>
        {
            var indicator = new RealizedVolatility(60);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("half-life", () =>
        {
            var indicator = new HalfLife(360);
            return load =>
            {
                var sum = 0.0;
                foreach (var sample in load.Prices)
                {
                    indicator.Update(sample);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
    ];
}
