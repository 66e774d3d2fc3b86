using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Benchmarks.Indicators;

/// <summary>
/// What indicators are fed: a walk of prices, bars around it, volumes, best bids and offers. Always the same.
/// </summary>
internal sealed class IndicatorLoad
{
    internal const int Length = 4_096;

    internal IndicatorLoad()
    {
        var random = new SeededRandom(42);
        var price = 61_800.0;
        for (var at = 0; at < Length; at++)
        {
            price += 3 * random.NextNormal();
            Prices[at] = price;
            Others[at] = 100 + (0.04 * price) + random.NextNormal();
            Highs[at] = price + (4 * random.NextDouble());
            Lows[at] = price - (4 * random.NextDouble());
            Volumes[at] = random.NextDouble();
            Lots[at] = new QtyLots(1 + random.NextBelow(1_000));
            Bids[at] = new PriceTicks((long)(price * 10));
            Sides[at] = random.NextBelow(2) == 0 ? Side.Bid : Side.Ask;
        }
    }

    internal double[] Prices { get; } = new double[Length];

    internal double[] Others { get; } = new double[Length];

    internal double[] Highs { get; } = new double[Length];

    internal double[] Lows { get; } = new double[Length];

    internal double[] Volumes { get; } = new double[Length];

    internal QtyLots[] Lots { get; } = new QtyLots[Length];

    internal PriceTicks[] Bids { get; } = new PriceTicks[Length];

    internal Side[] Sides { get; } = new Side[Length];
}
