using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

/// <summary>Bars of a second, of three and of nine; a price in the middle of each second.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TrendFilterTests
{
    [Test]
    public void Judge_allows_neither_side_before_the_shortest_timeframe_is_warm()
    {
        var filter = Make(timeframes: 3);

        Feed(filter, 0, 28, second => 10_000 + second);

        Assert.That(filter.Judge(Side.Bid), Is.EqualTo(TrendVerdict.NotWarm));
        Assert.That(filter.Judge(Side.Ask), Is.EqualTo(TrendVerdict.NotWarm));

        Feed(filter, 28, 29, second => 10_000 + second);

        // 28 bars are closed: twice the ADX's 14, and more than the slow EMA's 21.
        Assert.That(filter.IsReady, Is.True);
    }

    [TestCase(1, TrendRegime.StrongUp, Side.Ask, TrendVerdict.StrongUptrend)]
    [TestCase(-1, TrendRegime.StrongDown, Side.Bid, TrendVerdict.StrongDowntrend)]
    public void Judge_refuses_the_side_against_a_strong_trend(
        int step, object regime, Side against, object verdict)
    {
        var filter = Make(timeframes: 3);

        Feed(filter, 0, 300, second => 10_000 + (step * second));

        Assert.Multiple(() =>
        {
            Assert.That(filter.Regime, Is.EqualTo(regime));
            Assert.That(filter[0].Strength, Is.EqualTo(100).Within(1e-9));
            Assert.That(filter.Judge(against), Is.EqualTo(verdict));
            Assert.That(filter.Judge(against == Side.Bid ? Side.Ask : Side.Bid), Is.EqualTo(TrendVerdict.Allowed));
        });
    }

    [Test]
    public void Regime_is_a_range_where_nothing_moves()
    {
        var filter = Make(timeframes: 3);

        Feed(filter, 0, 300, _ => 10_000);

        Assert.That(filter.Regime, Is.EqualTo(TrendRegime.Range));
        Assert.That(filter.Judge(Side.Bid), Is.EqualTo(TrendVerdict.Allowed));
    }

    [Test]
    public void Timeframes_that_disagree_are_no_strong_trend()
    {
        // Long up, then a minute down: the shortest has turned, the longer ones have not.
        var filter = Make(timeframes: 2);

        Feed(filter, 0, 300, second => 10_000 + (10 * second));
        Feed(filter, 300, 330, second => 13_000 - (10 * (second - 300)));

        Assert.That((int)filter[0].Regime, Is.Negative);
        Assert.That((int)filter[1].Regime, Is.Positive);
        Assert.That(filter.Judge(Side.Bid), Is.EqualTo(TrendVerdict.Allowed));
        Assert.That(filter.Judge(Side.Ask), Is.EqualTo(TrendVerdict.Allowed));
    }

    private static TrendFilter Make(int timeframes) => new(new TrendSettings
    {
        TimeframeNs = TimestampNs.PerSecond,
        TimeframeCount = timeframes,
        FastPeriod = 9,
        SlowPeriod = 21,
        AdxPeriod = 14,
        TrendAdx = 20,
        StrongAdx = 40,
    });

    private static void Feed(TrendFilter filter, int from, int to, Func<int, long> price)
    {
        for (var second = from; second < to; second++)
        {
            filter.Add(new TimestampNs((second * TimestampNs.PerSecond) + 1), new PriceTicks(price(second)));
        }
    }
}
