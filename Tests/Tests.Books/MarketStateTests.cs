using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Books;

[TestFixture]
internal sealed class MarketStateTests
{
    private MarketState _market = null!;

    [SetUp]
    public void MakeMarket() => _market = Create();

    [Test]
    public void Best_is_the_quotes_where_no_depth_was_seen()
    {
        var change = _market.Apply(Events.Quote(100, 5, 102, 6));

        Assert.That(change, Is.EqualTo(MarketChange.Quote | MarketChange.BestChanged | MarketChange.State));
        Assert.That((_market.BestBid.Value, _market.BestBidQuantity.Value), Is.EqualTo((100L, 5L)));
        Assert.That((_market.BestAsk.Value, _market.BestAskQuantity.Value), Is.EqualTo((102L, 6L)));
        Assert.That(_market.IsLive, Is.True);
    }

    [Test]
    public void Best_is_the_books_as_soon_as_depth_was_seen()
    {
        _market.Apply(Events.Quote(100, 5, 102, 6));

        var change = _market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));
        _market.Apply(Events.Quote(101, 5, 102, 6));

        Assert.That(change, Is.EqualTo(MarketChange.Depth | MarketChange.BestChanged | MarketChange.State));
        Assert.That(_market.BestBid, Is.EqualTo(new PriceTicks(99)));
        Assert.That(_market.HasAsk, Is.False);
    }

    [Test]
    public void TrySetLevel_of_a_live_book_changes_what_Apply_changes()
    {
        _market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));

        var isBetterTaken = _market.TrySetLevel(Events.Level(Side.Bid, 100, 5), out var better);
        var isWorseTaken = _market.TrySetLevel(Events.Level(Side.Bid, 98, 6), out var worse);

        Assert.That((isBetterTaken, better), Is.EqualTo((true, MarketChange.Depth | MarketChange.BestChanged)));
        Assert.That((isWorseTaken, worse), Is.EqualTo((true, MarketChange.Depth)));
        Assert.That((_market.BestBid.Value, _market.BestBidQuantity.Value), Is.EqualTo((100L, 5L)));
        Assert.That(_market.Book.QuantityAt(Side.Bid, new PriceTicks(98)), Is.EqualTo(new QtyLots(6)));
    }

    [TestCase(98, 5, EventFlags.Snapshot)]
    [TestCase(98, -1, EventFlags.None)]
    [TestCase(long.MinValue, 5, EventFlags.None)]
    public void TrySetLevel_of_what_is_no_plain_change_changes_nothing(long price, long quantity, EventFlags flags)
    {
        _market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));

        var isTaken = _market.TrySetLevel(Events.Level(Side.Bid, price, quantity, flags), out _);

        Assert.That(isTaken, Is.False);
        Assert.That((_market.Book.LevelCount(Side.Bid), _market.Book.State), Is.EqualTo((1, BookState.Live)));
    }

    [Test]
    public void TrySetLevel_of_a_book_that_is_not_live_changes_nothing()
    {
        _market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));
        _market.Apply(Events.Gap());

        Assert.That(_market.TrySetLevel(Events.Level(Side.Bid, 100, 5), out _), Is.False);
        Assert.That(_market.BestBid, Is.EqualTo(new PriceTicks(99)));
    }

    [Test]
    public void Apply_of_the_same_quote_does_not_change_the_best()
    {
        _market.Apply(Events.Quote(100, 5, 102, 6));

        Assert.That(_market.Apply(Events.Quote(100, 5, 102, 6)), Is.EqualTo(MarketChange.Quote));
    }

    [Test]
    public void Apply_of_a_quote_without_quantity_empties_that_side()
    {
        _market.Apply(Events.Quote(100, 5, 102, 6));

        _market.Apply(Events.Quote(100, 5, 102, 0));

        Assert.That(_market.HasAsk, Is.False);
        Assert.That(_market.BestAsk, Is.EqualTo(PriceTicks.Zero));
    }

    [Test]
    public void IsLive_with_depth_wants_a_live_book_that_is_not_crossed()
    {
        Assert.That(_market.IsLive, Is.False);
        _market.Apply(Events.Trade(100, 1));
        _market.Apply(Events.Level(Side.Bid, 99, 1));
        Assert.That(_market.IsLive, Is.False, "A level without a snapshot.");

        _market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));
        Assert.That(_market.IsLive, Is.True);

        _market.Apply(Events.Level(Side.Ask, 99, 4));
        Assert.That(_market.IsLive, Is.False, "Crossed.");
    }

    [Test]
    public void IsLive_ends_with_a_gap_and_returns_with_the_next_data()
    {
        _market.Apply(Events.Bar(100, 3));
        Assert.That(_market.Apply(Events.Gap()), Is.EqualTo(MarketChange.State));
        Assert.That(_market.IsLive, Is.False);

        _market.Apply(Events.Trade(100, 1));

        Assert.That(_market.IsLive, Is.True);
    }

    [Test]
    public void IsLive_is_false_for_a_crossed_quote()
    {
        _market.Apply(Events.Quote(103, 5, 102, 6));

        Assert.That(_market.IsLive, Is.False);
    }

    [Test]
    public void Apply_of_a_gap_breaks_the_book_and_says_so_once()
    {
        _market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));

        Assert.That(_market.Apply(Events.Gap()), Is.EqualTo(MarketChange.State));
        Assert.That(_market.Apply(Events.Gap()), Is.EqualTo(MarketChange.None));
        Assert.That(_market.Book.State, Is.EqualTo(BookState.Broken));
    }

    [Test]
    public void TryReferencePrice_is_mid_else_trade_else_bar()
    {
        Assert.That(_market.TryReferencePrice(out _), Is.False);

        _market.Apply(Events.Bar(90, -3));
        Assert.That(ReferencePrice(), Is.EqualTo(87));

        _market.Apply(Events.Trade(95, 1));
        Assert.That(ReferencePrice(), Is.EqualTo(95));

        _market.Apply(Events.Quote(100, 1, 103, 1));
        Assert.That(ReferencePrice(), Is.EqualTo(101));
    }

    [TestCase(-4, -1, -3)]
    [TestCase((1L << 62) - 3, (1L << 62) - 1, (1L << 62) - 2)]
    public void TryReferencePrice_rounds_the_mid_down_and_never_overflows(long bid, long ask, long mid)
    {
        _market.Apply(Events.Quote(bid, 1, ask, 1));

        Assert.That(ReferencePrice(), Is.EqualTo(mid));
    }

    [Test]
    public void Apply_of_a_trade_keeps_price_quantity_and_side()
    {
        var change = _market.Apply(Events.Trade(95, 7, EventFlags.Ask));

        Assert.That(change & MarketChange.Trade, Is.EqualTo(MarketChange.Trade));

        Assert.That((_market.LastTradePrice.Value, _market.LastTradeQuantity.Value), Is.EqualTo((95L, 7L)));
        Assert.That(_market.LastTradeSide, Is.EqualTo(Side.Ask));
        Assert.That(_market.IsLastTradeSideKnown, Is.True);
        _market.Apply(Events.Trade(95, 7, EventFlags.SideUnknown));
        Assert.That(_market.IsLastTradeSideKnown, Is.False);
        Assert.That(_market.TradeCount, Is.EqualTo(2));
    }

    [Test]
    public void Apply_of_a_bar_keeps_its_close_and_length()
    {
        _market.Apply(Events.Bar(90, -3, BarInterval.FiveMinutes));

        Assert.That(_market.LastBarClose, Is.EqualTo(new PriceTicks(87)));
        Assert.That(_market.LastBarInterval, Is.EqualTo(BarInterval.FiveMinutes));
        Assert.That(_market.LastBarTime, Is.EqualTo(new TimestampNs(1_000)));
    }

    [Test]
    public void Apply_of_marks_keeps_what_a_later_one_does_not_give()
    {
        var full = Events.Of(EventKind.Mark);
        full.Mark.MarkPrice = new FinePrice(5);
        full.Mark.IndexPrice = new FinePrice(6);
        full.Mark.FundingRate = new Rate(7);
        full.Mark.NextFundingTime = new TimestampNs(8);
        var markOnly = Events.Of(EventKind.Mark);
        markOnly.Mark.MarkPrice = new FinePrice(50);

        Assert.That(_market.Apply(full), Is.EqualTo(MarketChange.Mark));
        _market.Apply(markOnly);

        Assert.That((_market.MarkPrice.Value, _market.IndexPrice.Value), Is.EqualTo((50L, 6L)));
        Assert.That((_market.FundingRate.Value, _market.NextFundingTime.Value), Is.EqualTo((7L, 8L)));
    }

    [Test]
    public void Apply_of_funding_alone_gives_the_rate_as_last_told()
    {
        var funding = Events.Of(EventKind.Funding);
        funding.Funding.Rate = new Rate(11);
        funding.Funding.FundingTime = new TimestampNs(12);

        Assert.That(_market.Apply(funding), Is.EqualTo(MarketChange.Funding));

        Assert.That((_market.FundingRate, _market.LastFundingRate), Is.EqualTo((new Rate(11), new Rate(11))));
        Assert.That(_market.LastFundingTime, Is.EqualTo(new TimestampNs(12)));
    }

    [Test]
    public void Apply_of_open_interest_and_liquidations_keeps_the_last()
    {
        var interest = Events.Of(EventKind.OpenInterest);
        interest.OpenInterest.Quantity = new QtyLots(21);
        var liquidation = Events.Of(EventKind.Liquidation, EventFlags.Ask | EventFlags.LastOfRun);
        liquidation.Liquidation.Price = new PriceTicks(31);
        liquidation.Liquidation.Quantity = new QtyLots(32);

        Assert.That(_market.Apply(interest), Is.EqualTo(MarketChange.OpenInterest));
        Assert.That(_market.Apply(liquidation), Is.EqualTo(MarketChange.Liquidation));

        Assert.That(_market.OpenInterest, Is.EqualTo(new QtyLots(21)));
        Assert.That((_market.LastLiquidationPrice.Value, _market.LastLiquidationSide), Is.EqualTo((31L, Side.Ask)));
    }

    [Test]
    public void Apply_of_an_event_that_is_not_public_changes_nothing()
    {
        var before = DigestOf(_market);

        Assert.That(_market.Apply(Events.Of(EventKind.Tick)), Is.EqualTo(MarketChange.None));
        Assert.That(DigestOf(_market), Is.EqualTo(before));
    }

    [Test]
    public void OnSessionStarted_distrusts_book_and_quote()
    {
        _market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));

        _market.OnSessionStarted();

        Assert.That(_market.Book.State, Is.EqualTo(BookState.Syncing));
        Assert.That(_market.IsLive, Is.False);
    }

    [Test]
    public void VisitState_restores_all_of_it()
    {
        Feed(_market);
        var writer = new StateWriter();
        _market.VisitState(writer);
        var other = Create();

        var reader = new StateReader(writer.Words);
        other.VisitState(reader);

        Assert.That(reader.IsExhausted, Is.True);
        Assert.That(DigestOf(other), Is.EqualTo(DigestOf(_market)));
        Assert.That(other.LastBar.TradeCount, Is.EqualTo(uint.MaxValue));
        Assert.That(other.LastTradePrice, Is.EqualTo(_market.LastTradePrice));
    }

    [Test]
    public void Apply_allocates_nothing()
    {
        Feed(_market);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
        {
            Feed(_market);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static MarketState Create() => new(new Instrument(
        new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
    {
        Id = Events.Instrument,
        Venue = VenueId.BinanceUsdM,
        Symbol = "BTCUSDT",
        ContractType = ContractType.LinearPerpetual,
        BaseAsset = new AssetId(1),
        QuoteAsset = new AssetId(2),
        SettleAsset = new AssetId(2),
    });

    private static void Feed(MarketState market)
    {
        market.Apply(Events.Quote(100, 5, 102, 6));
        market.Apply(Events.Bar(90, -3));
        market.Apply(Events.Trade(95, 7, EventFlags.Ask));
        market.Apply(Events.SnapshotLevel(Side.Bid, 99, 4, isLast: true));
        market.Apply(Events.Level(Side.Ask, 101, 4));
        var mark = Events.Of(EventKind.Mark);
        mark.Mark.MarkPrice = new FinePrice(50);
        market.Apply(mark);
        market.Apply(Events.Of(EventKind.Liquidation));
        market.Apply(Events.Gap());
    }

    private static ulong DigestOf(MarketState market)
    {
        var sink = new DigestSink();
        market.VisitState(sink);
        return sink.Digest;
    }

    private long ReferencePrice()
    {
        Assert.That(_market.TryReferencePrice(out var price), Is.True);
        return price.Value;
    }
}
