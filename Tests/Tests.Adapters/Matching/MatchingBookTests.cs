using Adapters.Simulated.Matching;
using Engine.Model.State;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Adapters.Matching;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MatchingBookTests
{
    private readonly MatchingBook _book = new();
    private ToldSink _sink = new();

    [Test]
    public void Place_takes_the_better_price_first_and_of_equal_prices_the_older()
    {
        Place(1, Side.Ask, 101, 5);
        Place(2, Side.Ask, 100, 3);
        Place(3, Side.Ask, 100, 4);
        _sink.Told.Clear();

        Place(4, Side.Bid, 101, 10);

        Assert.That(_sink.Told, Is.EqualTo(new[]
        {
            ToldEvent.Accepted(4, 101, 10),
            ToldEvent.Trade(maker: 2, taker: 4, 100, 3, takerLeft: 7),
            ToldEvent.Done(2, 100, 0, MatchDoneReason.Filled),
            ToldEvent.Trade(maker: 3, taker: 4, 100, 4, takerLeft: 3),
            ToldEvent.Done(3, 100, 0, MatchDoneReason.Filled),
            ToldEvent.Trade(maker: 1, taker: 4, 101, 3, takerLeft: 0),
            ToldEvent.Done(4, 101, 0, MatchDoneReason.Filled),
        }));
        Assert.That(_book.TryGet(1, out var left) && left.Leaves.Value == 2, Is.True);
    }

    [Test]
    public void Amend_to_less_at_the_same_price_keeps_the_place_in_the_queue()
    {
        Place(1, Side.Bid, 100, 5);
        Place(2, Side.Bid, 100, 5);

        _book.Amend(1, new PriceTicks(100), new QtyLots(2), ref _sink);
        Place(3, Side.Ask, 100, 3);

        Assert.That(_sink.Told, Does.Contain(ToldEvent.Trade(maker: 1, taker: 3, 100, 2, takerLeft: 1)));
        Assert.That(_sink.Told, Does.Contain(ToldEvent.Trade(maker: 2, taker: 3, 100, 1, takerLeft: 0)));
    }

    [Test]
    public void Amend_to_more_at_the_same_price_loses_the_place_in_the_queue()
    {
        Place(1, Side.Bid, 100, 5);
        Place(2, Side.Bid, 100, 5);

        _book.Amend(1, new PriceTicks(100), new QtyLots(6), ref _sink);
        Place(3, Side.Ask, 100, 3);

        Assert.That(_sink.Told, Does.Contain(ToldEvent.Trade(maker: 2, taker: 3, 100, 3, takerLeft: 0)));
    }

    [Test]
    public void Move_across_the_other_side_trades_and_leaves_the_rest_standing()
    {
        Place(1, Side.Ask, 105, 4);
        Place(2, Side.Bid, 100, 10);

        _book.Move(2, new PriceTicks(106), ref _sink);

        Assert.That(_sink.Told[^2], Is.EqualTo(ToldEvent.Trade(maker: 1, taker: 2, 105, 4, takerLeft: 6)));
        Assert.That(_book.Best(Side.Bid), Is.EqualTo(new PriceTicks(106)));
        Assert.That(_book.IsEmpty(Side.Ask), Is.True);
    }

    [Test]
    public void Place_all_or_nothing_changes_nothing_where_one_lot_is_missing()
    {
        Place(1, Side.Ask, 100, 4);
        Place(2, Side.Ask, 101, 5);

        Place(3, Side.Bid, 101, 10, MatchInstruction.FillOrKill);

        Assert.That(_sink.Told[^1], Is.EqualTo(ToldEvent.Done(3, 101, 10, MatchDoneReason.Killed)));
        Assert.That(_book.Total(Side.Ask), Is.EqualTo(new QtyLots(9)));
    }

    [Test]
    public void Place_post_only_is_refused_where_it_would_take()
    {
        Place(1, Side.Ask, 100, 4);

        Place(2, Side.Bid, 100, 1, MatchInstruction.PostOnly);

        Assert.That(_sink.Told[^1], Is.EqualTo(ToldEvent.Rejected(2, MatchRejectReason.WouldTake)));
    }

    [Test]
    public void Place_at_the_market_takes_any_price_and_what_is_left_expires()
    {
        Place(1, Side.Bid, -MatchingBook.PriceMax, 4);

        Place(2, Side.Ask, 0, 6, MatchInstruction.Market);

        Assert.That(_sink.Told, Does.Contain(
            ToldEvent.Trade(maker: 1, taker: 2, -MatchingBook.PriceMax, 4, takerLeft: 2)));
        Assert.That(_sink.Told[^1], Is.EqualTo(ToldEvent.Done(2, 0, 2, MatchDoneReason.Expired)));
    }

    [TestCase(SelfTradePrevention.None, 2, 5)]
    [TestCase(SelfTradePrevention.CancelTaker, 5, 5)]
    [TestCase(SelfTradePrevention.CancelMaker, 0, 2)]
    [TestCase(SelfTradePrevention.CancelBoth, 0, 5)]
    [TestCase(SelfTradePrevention.Decrement, 2, 5)]
    public void Place_meets_an_order_of_its_owner_as_the_taker_wants(
        SelfTradePrevention mode, long ownLeft, long othersLeft)
    {
        Place(1, Side.Ask, 100, 5, owner: 7);
        Place(2, Side.Ask, 101, 5, owner: 8);

        Place(3, Side.Bid, 101, 3, owner: 7, mode: mode);

        Assert.That(_book.TryGet(1, out var own) ? own.Leaves.Value : 0, Is.EqualTo(ownLeft));
        Assert.That(_book.TryGet(2, out var others) ? others.Leaves.Value : 0, Is.EqualTo(othersLeft));
    }

    [Test]
    public void Place_refuses_what_no_book_can_hold()
    {
        Place(1, Side.Bid, 100, long.MaxValue);

        Place(2, Side.Bid, 100, 1);
        Place(3, Side.Ask, MatchingBook.PriceMax + 1, 1);
        Place(4, Side.Ask, 200, 0);
        Place(1, Side.Ask, 200, 1);
        _book.Cancel(9, ref _sink);
        Place(5, (Side)2, 200, 1);

        Assert.That(_sink.Told[1..], Is.EqualTo(new[]
        {
            ToldEvent.Rejected(2, MatchRejectReason.Quantity),
            ToldEvent.Rejected(3, MatchRejectReason.Price),
            ToldEvent.Rejected(4, MatchRejectReason.Quantity),
            ToldEvent.Rejected(1, MatchRejectReason.DuplicateId),
            ToldEvent.Rejected(9, MatchRejectReason.UnknownId),
            ToldEvent.Rejected(5, MatchRejectReason.Instruction),
        }));
    }

    [Test]
    public void VisitState_refuses_orders_that_cross()
    {
        Place(1, Side.Bid, 100, 1);
        Place(2, Side.Ask, 101, 1);
        var writer = new StateWriter();
        _book.VisitState(writer);
        var words = writer.Words.ToList();
        words[words.LastIndexOf(101)] = 100;

        Assert.That(() => _book.VisitState(new StateReader(words)), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Digest_is_the_same_on_every_machine()
    {
        var commands = new RandomCommands(seed: 6, width: 200, ids: 500);
        for (var step = 0; step < 5_000; step++)
        {
            commands.Next().Send(_book, ref _sink);
        }

        Assert.That(_book.Digest().ToString("x16"), Is.EqualTo("b1b773dea3456b7b"));
    }

    [Test]
    public void Book_that_trades_allocates_nothing()
    {
        var commands = new RandomCommands(seed: 8, width: 3_000, ids: 800);
        var list = Enumerable.Range(0, 20_000).Select(_ => commands.Next()).ToArray();
        var sink = default(CountingSink);
        void Run()
        {
            foreach (ref readonly var command in list.AsSpan())
            {
                command.Send(_book, ref sink);
            }
        }

        Run();

        Assert.That(Allocations.Least(Run), Is.Zero);
        Assert.That(sink.Trades, Is.GreaterThan(1_000), "it did trade");
    }

    private void Place(
        long id, Side side, long price, long lots, MatchInstruction instruction = MatchInstruction.GoodTillCanceled,
        int owner = 0, SelfTradePrevention mode = SelfTradePrevention.None) =>
        new MatchCommand(MatchVerb.Place, id, price, lots)
        {
            Side = side,
            Instruction = instruction,
            Owner = owner,
            SelfTrade = mode,
        }.Send(_book, ref _sink);
}
