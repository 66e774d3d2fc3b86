using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;
using FsCheck;
using FsCheck.Fluent;

namespace Tests.Books;

/// <summary>The fast book against its slow twin: the same changes, the same answers.</summary>
[TestFixture]
internal sealed class OrderBookAgreementTests
{
    // The reach is how far from the middle changes stray, in ticks; the drift moves the middle itself at each step.
    [TestCase(1, 20, 0)]
    [TestCase(2, 500, 1)]
    [TestCase(3, 5_000, -3)]
    [TestCase(4, 200_000, 0)]
    [TestCase(5, 200_000, 40)]
    [TestCase(6, 50_000_000, 0)]
    [TestCase(7, 50_000_000, -9_000)]
    [TestCase(20_260, 3_000_000_000_000, 77_777)]
    public void Set_agrees_with_the_twin_over_random_walks(int seed, long reach, long drift)
    {
        var book = new OrderBook();
        var twin = new SlowOrderBook();
        var random = new SeededRandom(seed);
        var middle = 10_000_000L;
        for (var step = 0; step < 20_000; step++)
        {
            middle += drift;
            var side = (Side)random.NextBelow(2);
            var price = new PriceTicks(PriceNear(ref random, book, side, middle, reach));
            var quantity = new QtyLots(Math.Max(0, random.NextBelow(12) - 4));
            book.Set(side, price, quantity);
            twin.Set(side, price, quantity);

            BookProbe.AssertSameTouch(book, twin, $"seed {seed}, step {step}");
            if (step % 2_000 == 0)
            {
                book.AssertWhole();
                BookProbe.AssertSameDepth(book, twin, $"seed {seed}, step {step}");
            }
        }

        BookProbe.AssertSameDepth(book, twin, $"seed {seed}, end");
    }

    // Changes as real books have them: near the touch most of the time, now and then far away, four of ten removing.
    [TestCase(31)]
    [TestCase(32)]
    public void Set_agrees_with_the_twin_over_a_million_changes_of_a_wide_book(int seed)
    {
        var book = new OrderBook();
        var twin = new SlowOrderBook();
        var random = new SeededRandom(seed);
        var middle = 10_000_000L;
        for (var step = 0; step < 1_000_000; step++)
        {
            middle += random.NextBelow(64) == 0 ? random.NextBelow(601) - 300 : 0;
            var kind = random.NextBelow(10);
            var distance = kind < 6 ? 1 + random.NextBelow(32)
                : kind < 9 ? 1 + (random.NextBelow(1_024) * 8)
                : random.NextBelow(4_000) * 100;
            var side = (Side)random.NextBelow(2);
            var price = new PriceTicks(side == Side.Bid ? middle - distance : middle + distance);
            var quantity = new QtyLots(random.NextBelow(10) < 4 ? 0 : 1 + random.NextBelow(1_000));
            book.Set(side, price, quantity);
            twin.Set(side, price, quantity);

            var isSame = book.BestBid == twin.BestBid && book.BestAsk == twin.BestAsk
                && book.BestBidQuantity == twin.BestBidQuantity && book.BestAskQuantity == twin.BestAskQuantity;
            if (!isSame)
            {
                Assert.Fail($"seed {seed}, step {step}: the touch differs");
            }
        }

        book.AssertWhole();
        BookProbe.AssertSameDepth(book, twin, $"seed {seed}, end");
    }

    // Whole sides are emptied from the best down, then filled anew elsewhere: nothing of the old window may remain.
    [TestCase(11)]
    [TestCase(12)]
    public void Set_agrees_with_the_twin_while_sides_are_eaten_and_refilled(int seed)
    {
        var book = new OrderBook();
        var twin = new SlowOrderBook();
        var random = new SeededRandom(seed);
        for (var round = 0; round < 60; round++)
        {
            var middle = random.NextBelow(4_000_000_000) - 2_000_000_000;
            var gap = 1 + random.NextBelow(round % 3 == 0 ? 100_000 : 30);
            for (var level = 0; level < 200; level++)
            {
                SetBoth(book, twin, Side.Ask, middle + (level * gap), 1 + level);
            }

            BookProbe.AssertSameDepth(book, twin, $"seed {seed}, round {round}");
            while (twin.HasAsk)
            {
                SetBoth(book, twin, Side.Ask, twin.BestAsk.Value, 0);
                BookProbe.AssertSameTouch(book, twin, $"seed {seed}, round {round}");
            }

            book.AssertWhole();
        }
    }

    [TestCase(21)]
    [TestCase(22)]
    public void Apply_agrees_with_the_twin_over_random_streams(int seed)
    {
        var book = new OrderBook();
        var twin = new SlowOrderBook();
        var random = new SeededRandom(seed);
        for (var step = 0; step < 30_000; step++)
        {
            var e = RandomEvent(ref random);
            var isChanged = book.Apply(in e);

            Assert.That(isChanged, Is.EqualTo(twin.Apply(in e)), $"seed {seed}, step {step}");
            BookProbe.AssertSameTouch(book, twin, $"seed {seed}, step {step}");
            if (step % 1_000 == 0)
            {
                BookProbe.AssertSameDepth(book, twin, $"seed {seed}, step {step}");
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void Questions_agree_with_the_twin_for_any_levels(
        (bool IsAsk, long Price, int Quantity)[] levels, long limit, int volume)
    {
        var book = new OrderBook();
        var twin = new SlowOrderBook();
        foreach (var (isAsk, price, quantity) in levels)
        {
            SetBoth(book, twin, isAsk ? Side.Ask : Side.Bid, price, Math.Abs((long)quantity));
        }

        book.AssertWhole();
        BookProbe.AssertSameDepth(book, twin, "any levels");
        foreach (var side in new[] { Side.Bid, Side.Ask })
        {
            AssertSameAnswers(book, twin, side, limit, Math.Abs((long)volume));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Set_of_prices_at_the_ends_of_the_numbers_agrees_with_the_twin() => Prop.ForAll(
        Gen.Elements(
            long.MinValue, long.MinValue + 1, long.MinValue + 65_536, -1, 0, 63, 64, 65_535, 65_536,
            long.MaxValue - 65_536, long.MaxValue - 1, long.MaxValue).ArrayOf(40).ToArbitrary(),
        prices =>
        {
            var book = new OrderBook();
            var twin = new SlowOrderBook();
            for (var index = 0; index < prices.Length; index++)
            {
                SetBoth(book, twin, (Side)(index & 1), prices[index], index % 3);
                BookProbe.AssertSameTouch(book, twin, $"step {index}");
            }

            book.AssertWhole();
            BookProbe.AssertSameDepth(book, twin, "end");
        });

    private static void AssertSameAnswers(OrderBook book, SlowOrderBook twin, Side side, long limit, long volume)
    {
        var price = new PriceTicks(limit);
        var lots = new QtyLots(volume);
        Assert.That(book.VolumeTo(side, price), Is.EqualTo(twin.VolumeTo(side, price)));
        Assert.That(book.QuantityAt(side, price), Is.EqualTo(twin.QuantityAt(side, price)));
        var isEnough = book.TryPriceForVolume(side, lots, out var worst, out var available);
        var isTwinEnough = twin.TryPriceForVolume(side, lots, out var twinWorst, out var twinAvailable);
        Assert.That((isEnough, worst, available), Is.EqualTo((isTwinEnough, twinWorst, twinAvailable)));
    }

    private static void SetBoth(OrderBook book, SlowOrderBook twin, Side side, long price, long quantity)
    {
        book.Set(side, new PriceTicks(price), new QtyLots(quantity));
        twin.Set(side, new PriceTicks(price), new QtyLots(quantity));
    }

    // Often the best itself, mostly near, sometimes as far as the reach.
    private static long PriceNear(ref SeededRandom random, OrderBook book, Side side, long middle, long reach)
    {
        switch (random.NextBelow(8))
        {
            case 0:
                return (side == Side.Bid ? book.BestBid : book.BestAsk).Value;
            case 1:
                return middle + random.NextBelow((2 * reach) + 1) - reach;
            default:
                var near = Math.Max(1, reach / 50);
                return middle + random.NextBelow((2 * near) + 1) - near;
        }
    }

    private static Event RandomEvent(ref SeededRandom random)
    {
        var side = (Side)random.NextBelow(2);
        var price = (side == Side.Bid ? 900 : 1_000) + random.NextBelow(120);
        var quantity = random.NextBelow(4);
        return random.NextBelow(100) switch
        {
            0 => Events.Begin(random.NextBelow(4), random.NextBelow(2) == 0 ? EventFlags.Delta : EventFlags.None),
            1 or 2 => Events.End(),
            3 => Events.Gap(),
            < 9 => Events.SnapshotLevel(side, price, quantity, isLast: random.NextBelow(3) == 0),
            _ => Events.Level(side, price, quantity),
        };
    }
}
