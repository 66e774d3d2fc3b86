using Engine.Core.Indicators;
using Engine.Model.Units;

namespace Benchmarks.Indicators;

/// <summary>The indicators of bars, of two series, of trades and of the best bid and offer.</summary>
internal static class MarketCases
{
    internal static IReadOnlyList<IndicatorCase> All { get; } =
    [
        new("atr", () =>
        {
            var indicator = new Atr();
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    indicator.Update(load.Highs[at], load.Lows[at], load.Prices[at]);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("adx", () =>
        {
            var indicator = new Adx();
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    indicator.Update(load.Highs[at], load.Lows[at], load.Prices[at]);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("donchian", () =>
        {
            var indicator = new DonchianChannel();
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    indicator.Update(load.Highs[at], load.Lows[at], load.Prices[at]);
                    sum += indicator.Upper - indicator.Lower;
                }

                return sum;
            };
        }),
        new("vwap", () =>
        {
            var indicator = new Vwap(60);
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    indicator.Update(load.Prices[at], load.Volumes[at]);
                    sum += indicator.Value;
                }

                return sum;
            };
        }),
        new("regression", () =>
        {
            var indicator = new RollingRegression(360);
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    indicator.Update(load.Others[at], load.Prices[at]);
                    sum += indicator.Slope;
                }

                return sum;
            };
        }),
        new("correlation", () =>
        {
            var indicator = new RollingRegression(360);
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    indicator.Update(load.Others[at], load.Prices[at]);
                    sum += indicator.Correlation;
                }

                return sum;
            };
        }),
        new("cvd", () =>
        {
            var indicator = new CumulativeVolumeDelta();
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    indicator.Update(load.Lots[at], load.Sides[at]);
                    sum += indicator.Value.Value;
                }

                return sum;
            };
        }),
        new("order-flow-imbalance", () =>
        {
            var indicator = new OrderFlowImbalance(60);
            return load =>
            {
                var sum = 0.0;
                for (var at = 0; at < IndicatorLoad.Length; at++)
                {
                    var asked = load.Lots[IndicatorLoad.Length - 1 - at];
                    indicator.Update(load.Bids[at], load.Lots[at], load.Bids[at] + OneTick, asked);
                    sum += indicator.Value.Value;
                }

                return sum;
            };
        }),
    ];

    private static readonly PriceTicks OneTick = new(1);
}
