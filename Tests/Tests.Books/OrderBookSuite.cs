using Engine.Books;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Books;

/// <summary>What every book must do; the fast one and its slow twin run it alike.</summary>
internal abstract class OrderBookSuite
{
    private IOrderBook _book = null!;

    [SetUp]
    public void MakeBook() => _book = Create();

    [Test]
    public void New_book_is_syncing_and_empty()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_book.State, Is.EqualTo(BookState.Syncing));
            Assert.That(_book.HasBid || _book.HasAsk, Is.False);
            Assert.That(_book.BestBid, Is.EqualTo(PriceTicks.Zero));
            Assert.That(_book.BestAskQuantity, Is.EqualTo(QtyLots.Zero));
            Assert.That(_book.IsCrossed, Is.False);
        });
    }

    [Test]
    public void Set_keeps_the_highest_bid_and_the_lowest_ask()
    {
        Set(Side.Bid, 1_003, 7);
        Set(Side.Bid, 1_010, 5);
        Set(Side.Bid, 1_001, 9);
        Set(Side.Ask, 1_020, 4);
        Set(Side.Ask, 1_015, 2);

        Assert.Multiple(() =>
        {
            Assert.That(_book.BestBid, Is.EqualTo(new PriceTicks(1_010)));
            Assert.That(_book.BestBidQuantity, Is.EqualTo(new QtyLots(5)));
            Assert.That(_book.BestAsk, Is.EqualTo(new PriceTicks(1_015)));
            Assert.That(_book.BestAskQuantity, Is.EqualTo(new QtyLots(2)));
        });
    }

    [TestCase(1_003)]
    [TestCase(940)]
    [TestCase(-5)]
    [TestCase(-10_000_000)]
    [TestCase(long.MinValue)]
    public void Set_zero_at_the_best_bid_falls_back_to_the_next_level(long next)
    {
        Set(Side.Bid, next, 7);
        Set(Side.Bid, 1_010, 5);

        Set(Side.Bid, 1_010, 0);

        Assert.That(_book.BestBid, Is.EqualTo(new PriceTicks(next)));
    }

    [TestCase(1_011)]
    [TestCase(1_090)]
    [TestCase(90_000)]
    [TestCase(10_000_000)]
    [TestCase(long.MaxValue)]
    public void Set_zero_at_the_best_ask_falls_back_to_the_next_level(long next)
    {
        Set(Side.Ask, next, 7);
        Set(Side.Ask, 1_010, 5);

        Set(Side.Ask, 1_010, 0);

        Assert.That(_book.BestAsk, Is.EqualTo(new PriceTicks(next)));
    }

    [Test]
    public void Set_zero_at_the_only_level_empties_the_side()
    {
        Set(Side.Ask, long.MaxValue, 5);

        Set(Side.Ask, long.MaxValue, 0);

        Assert.That(_book.HasAsk, Is.False);
        Assert.That(_book.LevelCount(Side.Ask), Is.Zero);
    }

    [Test]
    public void Set_zero_where_nothing_rests_changes_nothing()
    {
        Set(Side.Bid, 100, 5);

        Set(Side.Bid, 101, 0);
        Set(Side.Bid, 10_000_000, 0);

        Assert.That(_book.BestBid, Is.EqualTo(new PriceTicks(100)));
        Assert.That(_book.LevelCount(Side.Bid), Is.EqualTo(1));
    }

    [Test]
    public void Set_below_zero_removes_the_level()
    {
        Set(Side.Bid, 100, 5);

        Set(Side.Bid, 100, -1);

        Assert.That(_book.HasBid, Is.False);
    }

    [Test]
    public void Set_again_replaces_the_quantity()
    {
        Set(Side.Bid, 100, 5);

        Set(Side.Bid, 100, 8);

        Assert.That(_book.QuantityAt(Side.Bid, new PriceTicks(100)), Is.EqualTo(new QtyLots(8)));
        Assert.That(_book.LevelCount(Side.Bid), Is.EqualTo(1));
    }

    [TestCase(100, 100, true)]
    [TestCase(101, 100, true)]
    [TestCase(99, 100, false)]
    public void IsCrossed_says_whether_bid_reaches_ask(long bid, long ask, bool expected)
    {
        Set(Side.Bid, bid, 1);
        Set(Side.Ask, ask, 1);

        Assert.That(_book.IsCrossed, Is.EqualTo(expected));
    }

    [Test]
    public void CopyDepth_gives_the_best_levels_first()
    {
        Set(Side.Ask, 10_000_000, 4);
        Set(Side.Ask, 105, 1);
        Set(Side.Ask, 101, 2);
        Set(Side.Ask, 500, 3);

        Assert.That(Prices(Side.Ask), Is.EqualTo(new long[] { 101, 105, 500, 10_000_000 }));
        var two = new DepthLevel[2];
        Assert.That(_book.CopyDepth(Side.Ask, two), Is.EqualTo(2));
        Assert.That(two[1], Is.EqualTo(new DepthLevel(new PriceTicks(105), new QtyLots(1))));
    }

    [TestCase(Side.Bid, 100, 3)]
    [TestCase(Side.Bid, 99, 8)]
    [TestCase(Side.Bid, -200_000, 19)]
    [TestCase(Side.Bid, 101, 0)]
    [TestCase(Side.Ask, 200, 4)]
    [TestCase(Side.Ask, 199, 0)]
    [TestCase(Side.Ask, 900_000, 10)]
    public void VolumeTo_adds_what_rests_at_the_limit_or_better(Side side, long limit, long expected)
    {
        Set(Side.Bid, 100, 3);
        Set(Side.Bid, 99, 5);
        Set(Side.Bid, -200_000, 11);
        Set(Side.Ask, 200, 4);
        Set(Side.Ask, 900_000, 6);

        Assert.That(_book.VolumeTo(side, new PriceTicks(limit)), Is.EqualTo(new QtyLots(expected)));
    }

    [Test]
    public void VolumeTo_stops_at_the_greatest_number()
    {
        Set(Side.Bid, 100, long.MaxValue);
        Set(Side.Bid, 99, 5);

        Assert.That(_book.VolumeTo(Side.Bid, new PriceTicks(0)), Is.EqualTo(new QtyLots(long.MaxValue)));
    }

    [TestCase(1, 200, 4, true)]
    [TestCase(4, 200, 4, true)]
    [TestCase(5, 210, 10, true)]
    [TestCase(10, 210, 10, true)]
    [TestCase(11, 210, 10, false)]
    public void TryPriceForVolume_names_the_last_level_touched(long volume, long worst, long available, bool isEnough)
    {
        Set(Side.Ask, 210, 6);
        Set(Side.Ask, 200, 4);

        var answer = _book.TryPriceForVolume(Side.Ask, new QtyLots(volume), out var price, out var rests);

        Assert.That((answer, price.Value, rests.Value), Is.EqualTo((isEnough, worst, available)));
    }

    [Test]
    public void TryPriceForVolume_of_an_empty_side_is_refused()
    {
        Assert.That(_book.TryPriceForVolume(Side.Bid, new QtyLots(1), out var worst, out var available), Is.False);
        Assert.That((worst, available), Is.EqualTo((PriceTicks.Zero, QtyLots.Zero)));
    }

    [Test]
    public void Apply_of_a_change_before_any_snapshot_is_counted_and_not_applied()
    {
        Assert.That(_book.Apply(Events.Level(Side.Bid, 100, 5)), Is.False);

        Assert.That(_book.HasBid, Is.False);
        Assert.That(_book.IgnoredLevelCount, Is.EqualTo(1));
    }

    [Test]
    public void Apply_of_a_snapshot_run_replaces_the_book_and_makes_it_live()
    {
        GoLive((Side.Bid, 90, 1));

        _book.Apply(Events.SnapshotLevel(Side.Bid, 100, 5, isLast: false));
        Assert.That(_book.State, Is.EqualTo(BookState.Syncing));
        _book.Apply(Events.SnapshotLevel(Side.Ask, 102, 6, isLast: true));

        Assert.That(_book.State, Is.EqualTo(BookState.Live));
        Assert.That(Prices(Side.Bid), Is.EqualTo(new long[] { 100 }));
        Assert.That(Prices(Side.Ask), Is.EqualTo(new long[] { 102 }));
    }

    [Test]
    public void Apply_of_a_second_snapshot_run_replaces_the_first()
    {
        _book.Apply(Events.SnapshotLevel(Side.Bid, 100, 5, isLast: true));

        _book.Apply(Events.SnapshotLevel(Side.Bid, 99, 5, isLast: true));

        Assert.That(Prices(Side.Bid), Is.EqualTo(new long[] { 99 }));
    }

    [TestCase(EventFlags.None)]
    [TestCase(EventFlags.Snapshot)]
    public void Apply_of_a_bounded_snapshot_is_syncing_until_its_end(EventFlags flags)
    {
        GoLive((Side.Bid, 90, 1));

        _book.Apply(Events.Begin(levelCount: 2));
        _book.Apply(Events.Level(Side.Bid, 100, 5, flags | EventFlags.LastOfRun));
        _book.Apply(Events.Level(Side.Bid, 99, 5, flags | EventFlags.LastOfRun));
        Assert.That(_book.State, Is.EqualTo(BookState.Syncing));
        _book.Apply(Events.End());

        Assert.That(_book.State, Is.EqualTo(BookState.Live));
        Assert.That(Prices(Side.Bid), Is.EqualTo(new long[] { 100, 99 }));
    }

    [Test]
    public void Apply_of_a_bounded_diff_keeps_what_it_does_not_name()
    {
        GoLive((Side.Bid, 90, 1), (Side.Bid, 89, 1));

        _book.Apply(Events.Begin(levelCount: 2, EventFlags.Delta));
        _book.Apply(Events.Level(Side.Bid, 91, 5));
        Assert.That(_book.State, Is.EqualTo(BookState.Syncing));
        _book.Apply(Events.Level(Side.Bid, 89, 0));
        _book.Apply(Events.End());

        Assert.That(_book.State, Is.EqualTo(BookState.Live));
        Assert.That(Prices(Side.Bid), Is.EqualTo(new long[] { 91, 90 }));
    }

    [Test]
    public void Apply_of_a_bounded_diff_does_not_mend_a_broken_book()
    {
        GoLive((Side.Bid, 90, 1));
        _book.Apply(Events.Gap());

        _book.Apply(Events.Begin(levelCount: 1, EventFlags.Delta));
        _book.Apply(Events.Level(Side.Bid, 91, 5));
        _book.Apply(Events.End());

        Assert.That(_book.State, Is.EqualTo(BookState.Broken));
        Assert.That(_book.IgnoredLevelCount, Is.EqualTo(1));
    }

    [Test]
    public void Apply_of_a_bounded_snapshot_that_lacks_a_level_breaks_the_book()
    {
        _book.Apply(Events.Begin(levelCount: 2));
        _book.Apply(Events.Level(Side.Bid, 100, 5));
        _book.Apply(Events.End());

        Assert.That(_book.State, Is.EqualTo(BookState.Broken));
    }

    [Test]
    public void Apply_of_an_end_without_begin_changes_nothing()
    {
        _book.Apply(Events.End());

        Assert.That(_book.State, Is.EqualTo(BookState.Syncing));
    }

    [Test]
    public void Apply_of_a_gap_keeps_the_levels_and_refuses_changes_until_the_next_snapshot()
    {
        GoLive((Side.Bid, 90, 1));

        _book.Apply(Events.Gap());
        _book.Apply(Events.Level(Side.Bid, 95, 1));

        Assert.That(_book.State, Is.EqualTo(BookState.Broken));
        Assert.That(Prices(Side.Bid), Is.EqualTo(new long[] { 90 }));
        Assert.That(_book.IgnoredLevelCount, Is.EqualTo(1));
        GoLive((Side.Bid, 96, 1));
        Assert.That(_book.State, Is.EqualTo(BookState.Live));
    }

    [Test]
    public void Apply_of_a_gap_within_a_bounded_snapshot_spoils_what_is_left_of_it()
    {
        _book.Apply(Events.Begin());
        _book.Apply(Events.Gap());
        _book.Apply(Events.SnapshotLevel(Side.Bid, 100, 5, isLast: true));
        _book.Apply(Events.End());

        Assert.That(_book.State, Is.EqualTo(BookState.Broken));
        Assert.That(_book.HasBid, Is.False);
        GoLive((Side.Bid, 96, 1));
        Assert.That(_book.State, Is.EqualTo(BookState.Live));
    }

    [TestCase(Side.Bid, 100, 6, true, TestName = "Apply_at_the_best_bid_says_that_it_changed")]
    [TestCase(Side.Bid, 100, 5, false, TestName = "Apply_of_the_same_quantity_says_that_nothing_changed")]
    [TestCase(Side.Bid, 99, 6, false, TestName = "Apply_below_the_best_bid_says_that_the_best_stands")]
    [TestCase(Side.Bid, 101, 1, true, TestName = "Apply_above_the_best_bid_says_that_it_changed")]
    [TestCase(Side.Ask, 102, 0, true, TestName = "Apply_of_a_removed_best_ask_says_that_it_changed")]
    [TestCase(Side.Ask, 103, 0, false, TestName = "Apply_of_a_removed_deep_ask_says_that_the_best_stands")]
    public void Apply_answers(Side side, long price, long quantity, bool expected)
    {
        GoLive((Side.Bid, 100, 5), (Side.Bid, 99, 5), (Side.Ask, 102, 5), (Side.Ask, 103, 5));

        Assert.That(_book.Apply(Events.Level(side, price, quantity)), Is.EqualTo(expected));
    }

    [Test]
    public void Apply_of_a_snapshot_that_shows_the_same_best_says_that_nothing_changed()
    {
        GoLive((Side.Bid, 100, 5), (Side.Bid, 99, 5));

        Assert.That(_book.Apply(Events.SnapshotLevel(Side.Bid, 100, 5, isLast: true)), Is.False);
    }

    [Test]
    public void Clear_empties_the_book_and_waits_for_a_snapshot()
    {
        GoLive((Side.Bid, 100, 5), (Side.Ask, 10_000_000, 5));

        _book.Clear();

        Assert.That(_book.State, Is.EqualTo(BookState.Syncing));
        Assert.That(_book.LevelCount(Side.Bid) + _book.LevelCount(Side.Ask), Is.Zero);
        Assert.That(_book.QuantityAt(Side.Bid, new PriceTicks(100)), Is.EqualTo(QtyLots.Zero));
    }

    [Test]
    public void VisitState_does_not_depend_on_the_way_the_levels_came()
    {
        var other = Create();
        long[] prices = [100, 90_000_000, 101, -7, 250_000, 102, 99];
        foreach (var price in prices)
        {
            _book.Set(Side.Bid, new PriceTicks(price), new QtyLots(3));
        }

        Array.Sort(prices);
        other.Set(Side.Bid, new PriceTicks(5_000_000_000), new QtyLots(3));
        foreach (var price in prices)
        {
            other.Set(Side.Bid, new PriceTicks(price), new QtyLots(3));
        }

        other.Set(Side.Bid, new PriceTicks(5_000_000_000), QtyLots.Zero);

        Assert.That(BookProbe.DigestOf(other), Is.EqualTo(BookProbe.DigestOf(_book)));
    }

    [Test]
    public void VisitState_restores_levels_and_state_in_the_middle_of_a_snapshot()
    {
        _book.Apply(Events.Begin(levelCount: 3));
        _book.Apply(Events.Level(Side.Bid, 100, 5));
        _book.Apply(Events.Level(Side.Ask, 10_000_000, 6));
        var writer = new StateWriter();
        _book.VisitState(writer);
        var other = Create();
        other.Set(Side.Bid, new PriceTicks(1), new QtyLots(1));

        var reader = new StateReader(writer.Words);
        other.VisitState(reader);
        other.Apply(Events.Level(Side.Ask, 9_000_000, 6));
        other.Apply(Events.End());

        Assert.That(reader.IsExhausted, Is.True);
        Assert.That(other.State, Is.EqualTo(BookState.Live));
        Assert.That(BookProbe.PricesOf(other, Side.Bid), Is.EqualTo(new long[] { 100 }));
        Assert.That(BookProbe.PricesOf(other, Side.Ask), Is.EqualTo(new long[] { 9_000_000, 10_000_000 }));
    }

    protected abstract IOrderBook Create();

    private void Set(Side side, long price, long quantity) =>
        _book.Set(side, new PriceTicks(price), new QtyLots(quantity));

    private long[] Prices(Side side) => BookProbe.PricesOf(_book, side);

    private void GoLive(params (Side Side, long Price, long Quantity)[] levels)
    {
        for (var index = 0; index < levels.Length; index++)
        {
            var (side, price, quantity) = levels[index];
            _book.Apply(Events.SnapshotLevel(side, price, quantity, index == levels.Length - 1));
        }
    }
}
