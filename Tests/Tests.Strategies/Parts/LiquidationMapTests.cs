using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LiquidationMapTests
{
    private readonly LiquidationMap _map = new(width: 0.005, lifeNs: 60 * TimestampNs.PerSecond);

    [Test]
    public void TryNearest_takes_the_nearest_of_several()
    {
        _map.Add(At(0), 1_000, 100, Side.Ask);
        _map.Add(At(0), 1_012, 100, Side.Bid);

        _map.TryNearest(At(1), 1_008, 100, 0.015, out var cluster);

        Assert.That((cluster.Price, cluster.Side), Is.EqualTo((1_012.0, Side.Ask)));
    }

    [Test]
    public void Zone_gathers_both_sides_and_has_their_mean_price()
    {
        _map.Add(At(0), 1_000, 30, Side.Ask);
        _map.Add(At(1), 1_001, 10, Side.Bid);

        var found = _map.TryNearest(At(1), 1_000, 40, 0.015, out var cluster);

        Assert.That(found, Is.True);
        Assert.That((cluster.LongLots, cluster.ShortLots, cluster.Price), Is.EqualTo((30L, 10L, 1_000.25)));
    }

    [TestCase(60, true)]
    [TestCase(61, false)]
    public void Zone_is_forgotten_after_its_life(long second, bool isFound)
    {
        _map.Add(At(0), 1_000, 100, Side.Ask);

        Assert.That(_map.TryNearest(At(second), 1_000, 100, 0.015, out _), Is.EqualTo(isFound));
    }

    [Test]
    public void Consume_forgets_the_zone()
    {
        _map.Add(At(0), 1_000, 100, Side.Ask);
        _map.TryNearest(At(0), 1_000, 100, 0.015, out var cluster);

        _map.Consume(cluster.Index);

        Assert.That(_map.TryNearest(At(0), 1_000, 100, 0.015, out _), Is.False);
    }

    [Test]
    public void New_zone_takes_the_place_of_the_oldest_when_the_table_is_full()
    {
        // Zones of 0.5 %, 1 % apart: no two prices share one.
        for (var i = 0; i < 65; i++)
        {
            _map.Add(At(i / 10), Price(i), 100, Side.Ask);
        }

        Assert.That(_map.TryNearest(At(7), Price(64), 100, 0.001, out _), Is.True);
        Assert.That(_map.TryNearest(At(7), Price(63), 100, 0.001, out _), Is.True);
        Assert.That(_map.TryNearest(At(7), Price(0), 100, 0.001, out _), Is.False);
    }

    private static double Price(int index) => 1_000 * Math.Pow(1.01, index);

    private static TimestampNs At(long second) => new(second * TimestampNs.PerSecond);
}
