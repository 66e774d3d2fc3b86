using Engine.Core.Bars;
using Engine.Model.State;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Core.Bars;

/// <summary>A window of a minute in six slices of ten seconds.</summary>
internal sealed class TradeTapeTests
{
    private const long Window = 60 * TimestampNs.PerSecond;

    [Test]
    public void Statistics_are_those_of_the_trades_in_the_window()
    {
        var tape = new TradeTape(Window, 6);

        tape.AddTrade(Tape.Trade(100, 1_000, 10, Side.Bid));
        tape.AddTrade(Tape.Trade(101, 1_030, 5, Side.Ask));
        tape.AddTrade(Tape.Trade(102, 1_000, 15, null));

        Assert.Multiple(() =>
        {
            Assert.That((tape.TradeCount, tape.Volume.Value), Is.EqualTo((3L, 30L)));
            Assert.That((tape.BuyVolume.Value, tape.SellVolume.Value, tape.Delta.Value), Is.EqualTo((10L, 5L, 5L)));
            Assert.That(tape.Imbalance, Is.EqualTo(1.0 / 3).Within(1e-15));
            Assert.That(tape.TradesPerSecond, Is.EqualTo(0.05).Within(1e-15));
            Assert.That(tape.LotsPerSecond, Is.EqualTo(0.5).Within(1e-15));
            Assert.That(tape.MeanTradeLots, Is.EqualTo(10));
            Assert.That(tape.VwapTicks, Is.EqualTo(1_005).Within(1e-9));
        });
    }

    [Test]
    public void Statistics_before_the_first_trade_are_nothing()
    {
        var tape = new TradeTape(Window, 6);

        Assert.That((tape.TradeCount, tape.Imbalance, tape.TradesPerSecond), Is.EqualTo((0L, 0.0, 0.0)));
        Assert.That(tape.VwapTicks, Is.NaN);
        Assert.That(tape.From, Is.EqualTo(TimestampNs.MinValue));
    }

    [Test]
    public void Advance_forgets_a_slice_when_the_window_has_left_it()
    {
        var tape = new TradeTape(Window, 6);
        tape.AddTrade(Tape.Trade(109, 1_000, 10, Side.Bid));

        tape.Advance(Tape.At(159));
        Assert.That(tape.TradeCount, Is.EqualTo(1));
        tape.Advance(Tape.At(160));
        Assert.That(tape.TradeCount, Is.Zero);
    }

    // The twin keeps every trade and counts those from the window's begin on.
    [FsCheck.NUnit.Property(MaxTest = 50)]
    public void Statistics_agree_with_counting_the_raw_trades(int seed)
    {
        var trades = Tape.Random(200, seed);
        var tape = new TradeTape(Window, 6);
        for (var seen = 1; seen <= trades.Count; seen++)
        {
            tape.AddTrade(trades[seen - 1]);

            var now = trades[seen - 1].Time.Value;
            var from = (now / (10 * TimestampNs.PerSecond) * 10 * TimestampNs.PerSecond) - (50 * TimestampNs.PerSecond);
            var window = trades[..seen].Where(trade => trade.Time.Value >= from).ToList();
            Assert.That(tape.From.Value, Is.EqualTo(from));
            Assert.That(tape.TradeCount, Is.EqualTo(window.Count));
            Assert.That(tape.Volume.Value, Is.EqualTo(window.Sum(trade => trade.Quantity.Value)));
            Assert.That(
                tape.BuyVolume.Value,
                Is.EqualTo(window.Where(t => t.Aggressor == Side.Bid).Sum(trade => trade.Quantity.Value)));
            var value = window.Sum(trade => trade.Price.Value * trade.Quantity.Value);
            Assert.That(tape.VwapTicks, Is.EqualTo((double)value / tape.Volume.Value).Within(1e-9));
        }
    }

    [Test]
    public void VisitState_restored_goes_on_with_the_same_sums()
    {
        var trades = Tape.Random(200, 3);
        var tape = new TradeTape(Window, 6);
        trades[..100].ForEach(trade => tape.AddTrade(trade));
        var writer = new StateWriter();
        tape.VisitState(writer);
        var other = new TradeTape(Window, 6);
        var reader = new StateReader(writer.Words);
        other.VisitState(reader);
        Assert.That(reader.IsExhausted, Is.True);

        foreach (var trade in trades[100..])
        {
            tape.AddTrade(trade);
            other.AddTrade(trade);
            Assert.That((other.Volume, other.Delta, other.VwapTicks), Is.EqualTo(
                (tape.Volume, tape.Delta, tape.VwapTicks)));
        }
    }

    [Test]
    public void AddTrade_allocates_nothing()
    {
        var tape = new TradeTape(Window);
        var trades = Tape.Random(1_000, 5).ToArray();

        var least = Allocations.Least(() =>
        {
            foreach (var trade in trades)
            {
                tape.AddTrade(trade);
            }
        });

        Assert.That(least, Is.Zero);
    }

    [Test]
    public void Constructor_refuses_slices_of_unequal_length() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new TradeTape(61 * TimestampNs.PerSecond, 7));
}
