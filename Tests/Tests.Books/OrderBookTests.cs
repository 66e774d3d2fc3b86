using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Books;

[TestFixture]
internal sealed class OrderBookTests : OrderBookSuite
{
    [Test]
    public void Depth_walks_levels_above_within_and_below_the_window()
    {
        var book = new OrderBook();
        long[] prices = [1_000, 90_000_000, 1_064, -5_000_000, 2_000, 80_000_000, 1_001];
        foreach (var price in prices)
        {
            book.Set(Side.Bid, new PriceTicks(price), new QtyLots(price & 7 | 1));
        }

        var walked = new List<long>();
        foreach (var (price, _) in book.Depth(Side.Bid))
        {
            walked.Add(price.Value);
        }

        Assert.That(walked, Is.EqualTo(new long[] { 90_000_000, 80_000_000, 2_000, 1_064, 1_001, 1_000, -5_000_000 }));
    }

    [Test]
    public void Set_follows_a_price_that_moves_away_from_where_the_window_was()
    {
        var book = new OrderBook();
        for (var price = 0L; price < 2_000_000; price += 50)
        {
            book.Set(Side.Bid, new PriceTicks(price), new QtyLots(1));
            book.Set(Side.Bid, new PriceTicks(price - 20_000), QtyLots.Zero);
        }

        book.AssertWhole();
        Assert.That(book.Bids.MoveCount, Is.InRange(20, 130));
        Assert.That(book.Bids.Window.Covers(book.BestBid.Value), Is.True);
    }

    [Test]
    public void Set_does_not_move_the_window_for_levels_that_are_merely_far()
    {
        var book = new OrderBook();
        book.Set(Side.Bid, new PriceTicks(1_000_000), new QtyLots(1));
        var moves = book.Bids.MoveCount;

        for (var price = 1L; price <= 10_000; price++)
        {
            book.Set(Side.Bid, new PriceTicks(price), new QtyLots(1));
        }

        Assert.That(book.Bids.MoveCount, Is.EqualTo(moves));
        book.AssertWhole();
    }

    [Test]
    public void Imbalance_weighs_the_best_levels_of_both_sides()
    {
        var book = TwoLevelBook();

        Assert.That(book.Imbalance(1), Is.EqualTo((6.0 - 2.0) / 8.0));
        Assert.That(book.Imbalance(2), Is.EqualTo((6.0 + 1.0 - 2.0 - 11.0) / 20.0));
        Assert.That(new OrderBook().Imbalance(5), Is.Zero);
    }

    // The mid is 10 005: a band of 15 basis points reaches 15.0075 ticks, so 9 990 … 10 020.
    [Test]
    public void ImbalanceWithin_takes_the_levels_of_the_band_alone()
    {
        var book = TwoLevelBook();

        Assert.That(book.ImbalanceWithin(15), Is.EqualTo((6.0 + 1.0 - 2.0 - 11.0) / 20.0));
        Assert.That(book.ImbalanceWithin(14), Is.EqualTo((6.0 - 2.0) / 8.0));
        Assert.That(new OrderBook().ImbalanceWithin(10), Is.Zero);
    }

    [Test]
    public void MicroPrice_leans_towards_the_thinner_side()
    {
        // (10 000 × 2 + 10 010 × 6) ÷ 8
        Assert.That(TwoLevelBook().MicroPrice(), Is.EqualTo(10_007.5));
        Assert.That(new OrderBook().MicroPrice(), Is.NaN);
    }

    [Test]
    public void Spread_is_told_in_ticks_and_in_basis_points_of_the_mid()
    {
        var book = TwoLevelBook();

        Assert.That(book.Spread, Is.EqualTo(new PriceTicks(10)));
        Assert.That(book.SpreadBasisPoints(), Is.EqualTo(10 / 10_005.0 * 10_000));
        Assert.That(book.Mid(), Is.EqualTo(10_005));
        Assert.That(new OrderBook().SpreadBasisPoints(), Is.NaN);
    }

    [Test]
    public void Apply_allocates_nothing()
    {
        var book = new OrderBook();
        book.Apply(Events.SnapshotLevel(Side.Bid, 1_000_000, 1, isLast: true));
        var changes = new Event[20_000];
        for (var index = 0; index < changes.Length; index++)
        {
            // Near, dense, sparse, far, and sometimes gone.
            var reach = (index % 4) switch { 0 => 40, 1 => 2_000, 2 => 60_000, _ => 900_000 };
            var price = 1_000_000 - ((long)index * 7_919 % reach);
            var side = (index & 64) == 0 ? Side.Bid : Side.Ask;
            changes[index] = Events.Level(side, price, index % 3);
        }

        ApplyAll(book, changes);

        // What the book allocates it allocates each time; what the runtime does for itself comes once.
        var least = Enumerable.Range(0, 3).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ApplyAll(book, changes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.That(least, Is.Zero);
    }

    [Test]
    public void Questions_allocate_nothing()
    {
        var book = TwoLevelBook();
        Ask(book);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
        {
            Ask(book);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    protected override IOrderBook Create() => new OrderBook();

    private static OrderBook TwoLevelBook()
    {
        var book = new OrderBook();
        book.Set(Side.Bid, new PriceTicks(10_000), new QtyLots(6));
        book.Set(Side.Bid, new PriceTicks(9_990), new QtyLots(1));
        book.Set(Side.Ask, new PriceTicks(10_010), new QtyLots(2));
        book.Set(Side.Ask, new PriceTicks(10_020), new QtyLots(11));
        return book;
    }

    private static void ApplyAll(OrderBook book, Event[] changes)
    {
        for (var index = 0; index < changes.Length; index++)
        {
            book.Apply(in changes[index]);
        }
    }

    private static void Ask(OrderBook book)
    {
        book.Imbalance(5);
        book.ImbalanceWithin(20);
        book.MicroPrice();
        book.VolumeTo(Side.Bid, new PriceTicks(0));
        book.TryPriceForVolume(Side.Ask, new QtyLots(12), out _, out _);
    }
}
