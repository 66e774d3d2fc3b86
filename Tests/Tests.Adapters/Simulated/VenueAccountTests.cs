using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>
/// Balances, margin, liquidation, fees, hedge mode: cases worked by hand. Tick and lot are 1, so that price × quantity
/// is money; makers pay 0.0002, takers 0.0005, the books are 99 × 1,000 and 101 × 1,000.
/// </summary>
public sealed class VenueAccountTests
{
    private const int Spot = 2;
    private const long Bp = Rate.Scale / 10_000;

    [Test]
    public void Spot_buy_takes_quote_and_brings_base_and_the_sale_gives_it_back()
    {
        // Buy 5 at 101 = 505, fee 505 × 0.0005 = 0.2525. 1,000 − 505.2525 = 494.7475.
        // Sell 5 at 99 = 495, fee 0.2475. 494.7475 + 495 − 0.2475 = 989.5.
        var stand = AccountStand.Open(1_000);
        stand.Instrument = Spot;

        stand.BuyMarket(5);
        var held = (stand.Cash(), stand.In(AccountStand.SpotBase));
        stand.SellMarket(5);

        Assert.That(held, Is.EqualTo((494.7475m, 5m)));
        Assert.That((stand.Cash(), stand.In(AccountStand.SpotBase)), Is.EqualTo((989.5m, 0m)));
    }

    [Test]
    public void Open_spot_bid_locks_its_value_and_its_fee()
    {
        // 10 at 90 = 900 and 0.45 of fee lock 900.45 of 1,000. One more at 90 needs 90.045: 99.55 are left; two are
        // too many.
        var stand = AccountStand.Open(1_000);
        stand.Instrument = Spot;
        stand.Buy(90, 10);

        var two = stand.Buy(90, 2);
        var one = stand.Buy(90, 1);

        Assert.That(stand.Story(two), Is.EqualTo("rejected VenueInsufficientBalance"));
        Assert.That(stand.Story(one), Is.EqualTo("accepted"));
    }

    [Test]
    public void Canceled_spot_bid_frees_what_it_had_locked()
    {
        var stand = AccountStand.Open(1_000);
        stand.Instrument = Spot;
        stand.Cancel(stand.Buy(90, 10));

        Assert.That(stand.Story(stand.Buy(90, 11)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Spot_is_sold_only_as_far_as_it_is_owned_open_asks_included()
    {
        var stand = AccountStand.Open(10_000);
        stand.Instrument = Spot;
        stand.BuyMarket(5);
        stand.Sell(120, 3);

        Assert.That(stand.Story(stand.Sell(120, 3)), Is.EqualTo("rejected VenueInsufficientBalance"));
        Assert.That(stand.Story(stand.Sell(120, 2)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Amend_that_the_balance_does_not_cover_is_refused()
    {
        var stand = AccountStand.Open(1_000);
        stand.Instrument = Spot;
        var order = stand.Buy(90, 10);

        stand.Amend(order, 90, 12);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, amend rejected VenueInsufficientBalance"));
    }

    [Test]
    public void Market_buy_ends_where_the_balance_does()
    {
        // Five at 101 and all else at 180: at 101 the 20 would cost 2,020 and be covered. Five cost 505.2525; of the
        // 1,594.7475 left, 8 at 180 cost 1,440.72 with their fee and 9 cost 1,620.81.
        var stand = AccountStand.Open(2_100);
        stand.Instrument = Spot;
        stand.Book(bids: [(99, 1_000)], asks: [(101, 5), (180, 1_000)]);

        var order = stand.BuyMarket(20);

        Assert.That(
            stand.Story(order),
            Is.EqualTo("accepted, taker 101 x 5, taker 180 x 8, expired VenueInsufficientBalance"));
        Assert.That(stand.Cash(), Is.EqualTo(2_100m - 505.2525m - 1_440.72m));
    }

    [Test]
    public void Cash_account_takes_no_perpetual()
    {
        var stand = AccountStand.Open(1_000, new Dictionary<string, long> { ["mode"] = (long)AccountMode.Cash });

        Assert.That(stand.Story(stand.Buy(90, 1)), Is.EqualTo("rejected VenueAccountMode"));
    }

    [Test]
    public void Perpetual_needs_its_notional_by_leverage_and_the_fee()
    {
        // 10 × leverage: 99 bids at 100 need 990 of margin and 4.95 of fee, 994.95 ≤ 1,000; 100 need 1,000 and 5.
        var stand = AccountStand.Open(1_000);

        Assert.That(stand.Story(stand.Buy(100, 100)), Is.EqualTo("rejected VenueInsufficientBalance"));
        Assert.That(stand.Story(stand.Buy(100, 99)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Leverage_may_be_an_instruments_own()
    {
        var stand = AccountStand.Open(1_000);
        stand.Set("leverage", 20, new InstrumentId(1));
        stand.Instrument = 1;

        Assert.That(stand.Story(stand.Buy(100, 190)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Order_that_closes_is_never_refused_for_want_of_margin()
    {
        // Long 90 at 101 uses 909 of 1,000. Neither 90 more bids nor 190 asks fit, 90 asks do.
        var stand = AccountStand.Open(1_000);
        stand.BuyMarket(90);

        Assert.That(stand.Story(stand.Buy(98, 90)), Is.EqualTo("rejected VenueInsufficientBalance"));
        Assert.That(stand.Story(stand.Sell(102, 300)), Is.EqualTo("rejected VenueInsufficientBalance"));
        Assert.That(stand.Story(stand.Sell(102, 90)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Cross_account_is_liquidated_on_the_mark_price_and_pays_the_fee()
    {
        // 10 long at 101 with 201: taker fee 0.505 leaves a wallet of 200.495. Maintenance is 0.4 % of the notional.
        // At a mark of 82: unrealised 820 − 1,010 = −190, balance 10.495 > 3.28. At 81: 810 − 1,010 = −200,
        // balance 0.495 ≤ 3.24. Closed at 81; the fee would be 1.25 % of 810 = 10.125, but only 0.495 is left.
        var stand = AccountStand.Open(201);
        stand.BuyMarket(10);
        var resting = stand.Buy(50, 1);

        stand.Mark(82m);
        var before = stand.Venue.PositionOf(new InstrumentId(0)).Value;
        stand.Mark(81m);

        Assert.That(before, Is.EqualTo(10));
        Assert.That(stand.Story(resting), Is.EqualTo("accepted, canceled"));
        var liquidated = stand.Reports.Single(report => report.Kind == EventKind.PositionLiquidated);
        Assert.That(
            (liquidated.PositionLiquidated.MarginBalance, liquidated.PositionLiquidated.Maintenance),
            Is.EqualTo((VenueStand.Units(0.495m), VenueStand.Units(3.24m))));
        var fill = stand.Fills.Last();
        Assert.That(
            (fill.Fill.OrderId, fill.Side, fill.Fill.Price.Value, fill.Fill.Quantity.Value, fill.Fill.Fee),
            Is.EqualTo((OrderId.None, Side.Ask, 81L, 10L, VenueStand.Units(0.495m))));
        Assert.That((stand.Cash(), stand.Venue.PositionOf(new InstrumentId(0)).Value), Is.EqualTo((0m, 0L)));
    }

    [Test]
    public void Short_is_closed_at_the_last_tick_that_its_margin_covers()
    {
        // Short 100 at 99: notional 9,900, fee 4.95, wallet 1,095.05, maintenance 0.4 %.
        // At a mark of 109: unrealised 9,900 − 10,900 = −1,000, balance 95.05 > 43.6.
        // At 109.6: −1,060, balance 35.05 ≤ 43.84. The mark rounded against us is 110, where 1,100 would be lost, more
        // than the 1,095.05: nothing is left at 109.9505, so 109 is the last tick that is covered. There 95.05 are
        // left, and the fee of 1.25 % of 10,900 = 136.25 is cut to them.
        var stand = AccountStand.Open(1_100);
        stand.SellMarket(100);

        stand.Mark(109m);
        stand.Mark(109.6m);

        Assert.That(stand.Fills.Last().Fill.Price.Value, Is.EqualTo(109));
        Assert.That(stand.Cash(), Is.Zero);
    }

    [Test]
    public void Liquidation_fee_is_taken_in_full_where_the_margin_allows()
    {
        // 10 long at 101, fee 0.505, wallet 299.495, liquidation fee 1 %. The maintenance margin is raised to 50 %. At
        // 142: 299.495 + 1,420 − 1,010 = 709.495 ≤ 50 % of 1,420 = 710. Closed at 142: 410 realised, 14.2 of fee.
        var stand = AccountStand.Open(300, new Dictionary<string, long> { ["liquidationFee"] = 100 * Bp });
        stand.BuyMarket(10);
        stand.Set("maintenanceRate", 5_000 * Bp);

        stand.Mark(142m);

        Assert.That(stand.Cash(), Is.EqualTo(299.495m + 410m - 14.2m));
    }

    [Test]
    public void Market_that_gaps_beyond_bankruptcy_leaves_nothing_and_no_debt()
    {
        // 10 long at 101 with a wallet of 200.495: bankrupt at 101 − 20.0495 = 80.9505, so 81 is the last covered tick.
        // The mark gaps to 50: the venue closes at 81 (the insurance fund bears the rest) and takes the 0.495 left.
        var stand = AccountStand.Open(201);
        stand.BuyMarket(10);

        stand.Mark(50m);

        Assert.That((stand.Fills.Last().Fill.Price.Value, stand.Cash()), Is.EqualTo((81L, 0m)));
    }

    [Test]
    public void Isolated_position_loses_no_more_than_its_margin()
    {
        // 10 × leverage. Instrument 0: 10 long at 101, margin 101. Instrument 1: the same. Wallet 5,000 − 1.01.
        // Instrument 0 falls to 91.2: 912 − 1,010 = −98, balance 3 ≤ 0.4 % of 912 = 3.648. Closed at 91 (floor of
        // 91.2): loss 100, 1 left, which the fee takes. So exactly its margin is lost, and instrument 1 stands.
        var stand = AccountStand.Open(5_000, new Dictionary<string, long> { ["mode"] = (long)AccountMode.Isolated });
        stand.BuyMarket(10);
        stand.Instrument = 1;
        stand.BuyMarket(10);
        stand.Instrument = 0;

        stand.Mark(91.2m);

        Assert.That(stand.Fills.Last().Fill.Price.Value, Is.EqualTo(91));
        Assert.That(stand.Cash(), Is.EqualTo(5_000m - 1.01m - 101m));
        Assert.That(
            (stand.Venue.PositionOf(new InstrumentId(0)).Value, stand.Venue.PositionOf(new InstrumentId(1)).Value),
            Is.EqualTo((0L, 10L)));
    }

    [Test]
    public void Cross_account_closes_the_largest_position_first_and_no_more_than_it_must()
    {
        // Instrument 0: 20 long at 101 (2,020), instrument 1: 5 long at 101 (505). Fees 1.01 + 0.2525. With 500 the
        // wallet is 498.7375. Instrument 0 falls to 76: −500, so the balance is −1.2625 ≤ 6.08 + 2.02. The largest is
        // closed at 76 or the last covered tick: 20 × (P − 101) + 498.7375 ≥ 0: P ≥ 76.06, so 77. Left 18.7375, the
        // fee of 1.25 % of 1,540 = 19.25 is cut to it: 0 is left, and 0 ≤ 2.02: instrument 1 goes, too, at its mark
        // of 101, without a fee, for nothing is left.
        var stand = AccountStand.Open(500);
        stand.Mark(101m);
        stand.BuyMarket(20);
        stand.Instrument = 1;
        stand.Mark(101m);
        stand.BuyMarket(5);
        stand.Instrument = 0;

        stand.Mark(76m);

        var forced = stand.Fills.Where(fill => fill.Fill.OrderId == OrderId.None).ToArray();
        Assert.That(
            forced.Select(fill => (fill.Instrument.Value, fill.Fill.Price.Value, fill.Fill.Quantity.Value)),
            Is.EqualTo(new[] { (0, 77L, 20L), (1, 101L, 5L) }));
        Assert.That(stand.Cash(), Is.Zero);
    }

    [Test]
    public void Without_mark_prices_the_middle_of_the_book_is_the_mark()
    {
        var stand = AccountStand.Open(201);
        stand.BuyMarket(10);

        stand.Book(bids: [(79, 1_000)], asks: [(81, 1_000)]);

        Assert.That(stand.Venue.LiquidationCount, Is.EqualTo(1));
    }

    [Test]
    public void Account_of_which_no_balance_was_told_is_not_checked()
    {
        var stand = new VenueStand();
        stand.Book(bids: [(99, 1_000)], asks: [(101, 1_000)]);
        stand.BuyMarket(500);

        stand.Mark(1m);

        Assert.That(stand.Venue.PositionOf(new InstrumentId(0)).Value, Is.EqualTo(500));
    }
}
