using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Orders that take: what they get, at which prices, and what becomes of the rest.</summary>
public sealed class VenueTakerTests
{
    private VenueStand _stand = null!;

    [SetUp]
    public void OpenBook()
    {
        _stand = new VenueStand();
        _stand.Book(bids: [(99, 10), (98, 20)], asks: [(101, 5), (102, 7), (105, 9)]);
    }

    [Test]
    public void Market_order_walks_the_levels_best_first()
    {
        var order = _stand.BuyMarket(8);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 101 x 5, taker 102 x 3"));
    }

    [Test]
    public void Fill_pays_the_taker_fee_in_the_settle_asset_and_counts_up()
    {
        _stand.BuyMarket(8);

        // 5 × 101 = 505, of which 0.0005 is 0.2525; 3 × 102 = 306, of which 0.0005 is 0.153.
        var fills = _stand.Fills.ToArray();
        var details = _stand.Reports.Where(report => report.Kind == EventKind.FillDetail).ToArray();
        Assert.That(fills[0].Fill.Fee, Is.EqualTo(VenueStand.Units(0.2525m)));
        Assert.That(fills[1].Fill.Fee, Is.EqualTo(VenueStand.Units(0.153m)));
        Assert.That(fills.Select(fill => fill.Fill.CumulativeQuantity.Value), Is.EqualTo(new[] { 5, 8 }));
        Assert.That(details[0].FillDetail.FeeAsset, Is.EqualTo(new AssetId(1)));
        Assert.That(details[0].FillDetail.Account, Is.EqualTo(new AccountId(1)));
        Assert.That(details[0].FillDetail.TradeKey, Is.Not.EqualTo(details[1].FillDetail.TradeKey));
    }

    [Test]
    public void Fill_is_one_run_of_two_slots()
    {
        _stand.BuyMarket(1);

        var fill = _stand.Reports.Skip(1).ToArray();
        Assert.That(fill.Select(slot => slot.Kind), Is.EqualTo(new[] { EventKind.Fill, EventKind.FillDetail }));
        Assert.That(fill.Select(slot => slot.IsLastOfRun), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void Market_order_larger_than_the_book_expires_with_its_remainder()
    {
        var order = _stand.BuyMarket(30);

        Assert.That(
            _stand.Story(order),
            Is.EqualTo("accepted, taker 101 x 5, taker 102 x 7, taker 105 x 9, expired ImmediateOrCancelRemainder"));
        Assert.That(_stand.Last.OrderDone.CumulativeQuantity, Is.EqualTo(new QtyLots(21)));
    }

    [Test]
    public void Market_order_without_a_market_expires()
    {
        _stand.Instrument = 1;

        var order = _stand.BuyMarket(1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, expired NoLiquidity"));
    }

    [Test]
    public void Crossing_limit_takes_within_its_price_and_rests_with_the_remainder()
    {
        var order = _stand.Buy(102, 20);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 101 x 5, taker 102 x 7"));
        Assert.That(_stand.Venue.OpenOrderCount, Is.EqualTo(1));
    }

    [Test]
    public void Immediate_or_cancel_limit_takes_within_its_price_and_expires()
    {
        var order = _stand.Sell(99, 15, timeInForce: TimeInForce.ImmediateOrCancel);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 99 x 10, expired ImmediateOrCancelRemainder"));
    }

    [Test]
    public void Immediate_or_cancel_limit_that_crosses_nothing_expires_whole()
    {
        var order = _stand.Buy(100, 1, timeInForce: TimeInForce.ImmediateOrCancel);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, expired ImmediateOrCancelRemainder"));
    }

    [Test]
    public void Post_only_that_would_cross_is_rejected()
    {
        var order = _stand.Buy(101, 1, CommandFlags.PostOnly);

        Assert.That(_stand.Story(order), Is.EqualTo("rejected VenuePostOnlyWouldCross"));
    }

    [Test]
    public void Post_only_that_does_not_cross_rests()
    {
        var order = _stand.Buy(100, 1, CommandFlags.PostOnly);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void What_our_fills_took_is_gone_until_the_book_refreshes_that_level()
    {
        _stand.BuyMarket(4);
        _stand.AskLevel(105, 8);

        var second = _stand.BuyMarket(2);
        _stand.AskLevel(101, 3);
        var third = _stand.BuyMarket(2);

        Assert.That(_stand.Story(second), Is.EqualTo("accepted, taker 101 x 1, taker 102 x 1"));
        Assert.That(_stand.Story(third), Is.EqualTo("accepted, taker 101 x 2"));
    }

    [Test]
    public void What_our_fills_took_is_back_with_the_next_snapshot()
    {
        _stand.BuyMarket(5);
        _stand.Book(bids: [(99, 10)], asks: [(101, 5)]);

        var order = _stand.BuyMarket(5);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 101 x 5"));
    }

    [Test]
    public void Post_only_at_a_level_that_we_emptied_does_not_cross()
    {
        _stand.BuyMarket(5);

        var order = _stand.Buy(101, 1, CommandFlags.PostOnly);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted"));
    }

    [Test]
    public void Remainder_that_rests_where_we_emptied_the_book_waits_for_new_quantity()
    {
        var order = _stand.Buy(101, 6);
        _stand.BidLevel(98, 21);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 101 x 5"));

        _stand.AskLevel(101, 2);
        Assert.That(_stand.Story(order), Is.EqualTo("accepted, taker 101 x 5, maker 101 x 1"));
    }

    [Test]
    public void Book_that_lost_messages_offers_nothing()
    {
        _stand.Gap();

        var order = _stand.BuyMarket(1);

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, expired NoLiquidity"));
    }

    [Test]
    public void Quote_offers_its_best_quantity_once()
    {
        _stand.Instrument = 1;
        _stand.Quote(bid: 99, bidQuantity: 3, ask: 101, askQuantity: 4);

        var market = _stand.BuyMarket(3);
        var second = _stand.BuyMarket(3);
        var limit = _stand.Buy(101, 2);

        Assert.That(_stand.Story(market), Is.EqualTo("accepted, taker 101 x 3"));
        Assert.That(_stand.Story(second), Is.EqualTo("accepted, taker 101 x 1, expired ImmediateOrCancelRemainder"));
        Assert.That(_stand.Story(limit), Is.EqualTo("accepted"));
    }

    [Test]
    public void Trades_alone_fill_a_taker_near_the_last_price_worsened_by_the_slippage()
    {
        _stand.Instrument = 1;
        _stand.SellTrade(10_001, 1);

        var market = _stand.BuyMarket(3);
        var sale = _stand.SellMarket(3);
        var limit = _stand.Buy(10_006, 3);

        // 5 basis points of 10,001 are 5.0005 ticks, rounded against us to 6.
        Assert.That(_stand.Story(market), Is.EqualTo("accepted, taker 10007 x 3"));
        Assert.That(_stand.Story(sale), Is.EqualTo("accepted, taker 9995 x 3"));
        Assert.That(_stand.Story(limit), Is.EqualTo("accepted"));
    }
}
