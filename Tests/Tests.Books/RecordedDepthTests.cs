using Engine.Books;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Books;

/// <summary>The fast book against its slow twin over what venues really sent.</summary>
[TestFixture]
internal sealed class RecordedDepthTests
{
    [TestCase("data/binance-usdm/ticks/btcusdt_20240808_1.gz", 1, 1, 1, 3)]
    [TestCase("data/binance-spot/ticks/btcusdt_20240808.gz", 1, 2, 1, 5)]
    [TestCase("data/binance-usdm/ticks/ethusdt_20240808_1.gz", 1, 2, 1, 3)]
    [TestCase("data/binance-spot/ticks/ethusdt_20240808.gz", 1, 2, 1, 4)]
    public void Apply_agrees_with_the_twin_over_recorded_depth(
        string capture, long tickMantissa, int tickScale, long lotMantissa, int lotScale)
    {
        var tick = new DecimalStep(tickMantissa, tickScale);
        var events = RecordedDepth.Read(capture, tick, new DecimalStep(lotMantissa, lotScale));
        var book = new OrderBook();
        var twin = new SlowOrderBook();

        for (var index = 0; index < events.Count; index++)
        {
            var e = events[index];
            if (book.Apply(in e) != twin.Apply(in e))
            {
                Assert.Fail($"event {index}: the books differ on whether the best changed");
            }

            if (index % 5_000 == 0)
            {
                book.AssertWhole();
                BookProbe.AssertSameDepth(book, twin, $"event {index}");
            }
        }

        BookProbe.AssertSameTouch(book, twin, "end");
        BookProbe.AssertSameDepth(book, twin, "end");
        Assert.That(book.State, Is.EqualTo(BookState.Live));
        Assert.That(book.LevelCount(Side.Bid), Is.GreaterThan(1_000));
    }
}
