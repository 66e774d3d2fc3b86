using Engine.Core.Bars;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Core.Bars;

[TestFixture]
internal sealed class BarBuilderTests
{
    private const long Length = 60 * TimestampNs.PerSecond;

    [Test]
    public void TryClose_shows_a_bar_only_when_it_is_over()
    {
        var bars = new BarBuilder(BarInterval.OneMinute.LengthNs());
        bars.AddTrade(At(125), new PriceTicks(100), new QtyLots(3), Side.Bid);
        bars.AddTrade(At(130), new PriceTicks(104), new QtyLots(2), Side.Ask);
        bars.AddTradeWithoutSide(At(179), new PriceTicks(98), new QtyLots(1));

        Assert.That(bars.NextClose, Is.EqualTo(At(180)));
        Assert.That(bars.TryClose(new TimestampNs(At(180).Value - 1), out _), Is.False);
        Assert.That(bars.TryClose(At(180), out var bar), Is.True);

        Assert.That(bar, Is.EqualTo(new ClosedBar
        {
            OpenTime = At(120),
            CloseTime = At(180),
            Open = new PriceTicks(100),
            High = new PriceTicks(104),
            Low = new PriceTicks(98),
            Close = new PriceTicks(98),
            Volume = new QtyLots(6),
            TakerBuyVolume = new QtyLots(3),
            TakerSellVolume = new QtyLots(2),
            TradeCount = 3,
        }));
        Assert.That(bar.Delta, Is.EqualTo(new QtyLots(1)));
        Assert.That(bars.TryClose(At(180), out _), Is.False);
    }

    [Test]
    public void AddTrade_at_the_end_of_a_bar_belongs_to_the_next()
    {
        var bars = new BarBuilder(Length);
        bars.AddPrice(At(0), new PriceTicks(100));
        Assert.That(bars.TryClose(At(60), out _), Is.True);
        bars.AddPrice(At(60), new PriceTicks(200));

        Assert.That(bars.TryClose(At(120), out var bar), Is.True);
        Assert.That((bar.OpenTime, bar.Open.Value, bar.TradeCount), Is.EqualTo((At(60), 200L, 0L)));
    }

    [Test]
    public void TryClose_after_a_gap_skips_the_empty_intervals()
    {
        var bars = new BarBuilder(Length);
        bars.AddPrice(At(10), new PriceTicks(100));

        Assert.That(Take(bars, At(1_000)).Select(bar => bar.OpenTime), Is.EqualTo(new[] { At(0) }));
        bars.AddPrice(At(1_000), new PriceTicks(101));
        Assert.That(Take(bars, At(1_020)).Select(bar => bar.OpenTime), Is.EqualTo(new[] { At(960) }));
    }

    [Test]
    public void TryClose_after_a_gap_fills_it_with_flat_bars_where_asked_to()
    {
        var bars = new BarBuilder(Length, BarGaps.Flat);
        bars.AddTrade(At(10), new PriceTicks(100), new QtyLots(5), Side.Bid);
        bars.AddTrade(At(11), new PriceTicks(90), new QtyLots(5), Side.Bid);

        var taken = Take(bars, At(185));

        Assert.That(taken.Select(bar => bar.OpenTime), Is.EqualTo(new[] { At(0), At(60), At(120) }));
        Assert.That(taken[1].Open.Value + taken[1].High.Value + taken[1].Low.Value, Is.EqualTo(270));
        Assert.That(taken[1].Volume, Is.EqualTo(QtyLots.Zero));
    }

    [Test]
    public void NextClose_before_the_first_price_is_never()
    {
        Assert.That(new BarBuilder(Length).NextClose, Is.EqualTo(TimestampNs.MaxValue));
        Assert.That(new BarBuilder(Length, BarGaps.Flat).TryClose(At(1_000), out _), Is.False);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void TryClose_agrees_with_grouping_the_trades_by_their_minute(int seed)
    {
        var random = new SeededRandom(seed);
        var trades = new List<(TimestampNs Time, long Price, long Quantity)>();
        var time = 0L;
        for (var trade = 0; trade < 2_000; trade++)
        {
            time += random.NextBelow(90 * TimestampNs.PerSecond);
            trades.Add((new TimestampNs(time), 1_000 + random.NextBelow(50), 1 + random.NextBelow(9)));
        }

        var bars = new BarBuilder(Length);
        var closed = new List<ClosedBar>();
        foreach (var (at, price, quantity) in trades)
        {
            closed.AddRange(Take(bars, at));
            bars.AddTradeWithoutSide(at, new PriceTicks(price), new QtyLots(quantity));
        }

        closed.AddRange(Take(bars, new TimestampNs(time + Length)));
        var expected = trades.GroupBy(trade => trade.Time.Value / Length).Select(minute => (
            Open: minute.First().Price, High: minute.Max(trade => trade.Price), Low: minute.Min(trade => trade.Price),
            Close: minute.Last().Price, Volume: minute.Sum(trade => trade.Quantity), Start: minute.Key * Length));
        Assert.That(closed.Select(bar => (bar.Open.Value, bar.High.Value, bar.Low.Value, bar.Close.Value,
            bar.Volume.Value, bar.OpenTime.Value)), Is.EqualTo(expected));
    }

    [Test]
    public void VisitState_restores_the_bar_that_is_being_built()
    {
        var bars = new BarBuilder(Length);
        bars.AddTrade(At(10), new PriceTicks(100), new QtyLots(5), Side.Ask);
        var writer = new StateWriter();
        bars.VisitState(writer);

        var other = new BarBuilder(Length);
        var reader = new StateReader(writer.Words);
        other.VisitState(reader);

        Assert.That(reader.IsExhausted, Is.True);
        Assert.That(Take(other, At(60)), Is.EqualTo(Take(bars, At(60))));
    }

    [Test]
    public void AddTrade_allocates_nothing()
    {
        var bars = new BarBuilder(Length, BarGaps.Flat);
        AddMany(bars, 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        AddMany(bars, 100_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void AddMany(BarBuilder bars, long start)
    {
        for (var second = start; second < start + 1_000; second++)
        {
            while (bars.TryClose(At(second), out _))
            {
            }

            bars.AddTrade(At(second), new PriceTicks(second % 7), new QtyLots(1), Side.Bid);
        }
    }

    private static List<ClosedBar> Take(BarBuilder bars, TimestampNs now)
    {
        var taken = new List<ClosedBar>();
        while (bars.TryClose(now, out var bar))
        {
            taken.Add(bar);
        }

        return taken;
    }

    private static TimestampNs At(long second) => new(second * TimestampNs.PerSecond);
}
