using Engine.Core.Bars;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Core.Bars;

/// <summary>A perpetual whose tick is 0.1 and whose lot is 0.001: 1,000 ticks times 10 lots are worth 1.</summary>
internal sealed class ActivityBarBuilderTests
{
    [Test]
    public void AddTrade_closes_a_bar_with_the_trade_that_fills_it()
    {
        var bars = new ActivityBarBuilder(BarSpec.OfTrades(3), Tape.Instrument);

        Assert.That(bars.AddTrade(Tape.Trade(1, 100, 5, Side.Bid), out _), Is.False);
        Assert.That(bars.AddTrade(Tape.Trade(2, 104, 2, Side.Ask), out _), Is.False);
        Assert.That(bars.AddTrade(Tape.Trade(9, 98, 1, null), out var bar), Is.True);

        Assert.That(bar, Is.EqualTo(new ClosedBar
        {
            OpenTime = Tape.At(1),
            CloseTime = Tape.At(9),
            Open = new PriceTicks(100),
            High = new PriceTicks(104),
            Low = new PriceTicks(98),
            Close = new PriceTicks(98),
            Volume = new QtyLots(8),
            TakerBuyVolume = new QtyLots(5),
            TakerSellVolume = new QtyLots(2),
            TradeCount = 3,
        }));
    }

    [Test]
    public void AddTrade_of_more_than_a_bar_makes_one_bar_and_leaves_nothing_over()
    {
        var bars = new ActivityBarBuilder(BarSpec.OfVolume(new QtyLots(10)), Tape.Instrument);

        Assert.That(bars.AddTrade(Tape.Trade(1, 100, 35, Side.Bid), out var bar), Is.True);
        Assert.That(bars.AddTrade(Tape.Trade(2, 100, 9, Side.Bid), out _), Is.False);

        Assert.That(bar.Volume.Value, Is.EqualTo(35));
    }

    [Test]
    public void AddTrade_counts_value_in_the_quote_currency()
    {
        var bars = new ActivityBarBuilder(BarSpec.OfValue(new Money(2 * Money.Scale)), Tape.Instrument);

        Assert.That(bars.AddTrade(Tape.Trade(1, 1_000, 19, Side.Bid), out _), Is.False);
        Assert.That(bars.AddTrade(Tape.Trade(2, 1_000, 1, Side.Bid), out _), Is.True);
    }

    [Test]
    public void Constructor_refuses_time_and_a_size_of_nothing()
    {
        Assert.Throws<ArgumentException>(() => _ = new ActivityBarBuilder(BarSpec.OfTime(1), Tape.Instrument));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ = new ActivityBarBuilder(BarSpec.OfTrades(0), Tape.Instrument));
    }

    [Test]
    public void VisitState_restores_the_bar_that_is_being_built()
    {
        var bars = new ActivityBarBuilder(BarSpec.OfTrades(2), Tape.Instrument);
        bars.AddTrade(Tape.Trade(1, 100, 5, Side.Ask), out _);
        var writer = new StateWriter();
        bars.VisitState(writer);

        var other = new ActivityBarBuilder(BarSpec.OfTrades(2), Tape.Instrument);
        var reader = new StateReader(writer.Words);
        other.VisitState(reader);

        Assert.That(reader.IsExhausted, Is.True);
        other.AddTrade(Tape.Trade(2, 90, 5, Side.Ask), out var restored);
        bars.AddTrade(Tape.Trade(2, 90, 5, Side.Ask), out var original);
        Assert.That(restored, Is.EqualTo(original));
    }
}
