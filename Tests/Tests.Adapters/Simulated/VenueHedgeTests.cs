using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Formulas;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Hedge mode: a bid opens the long leg, an ask the short one, reduce-only orders close them.</summary>
public sealed class VenueHedgeTests
{
    private static readonly InstrumentId First = new(0);

    [Test]
    public void Bid_and_ask_open_two_legs_that_do_not_net()
    {
        var stand = Open(10_000);

        stand.BuyMarket(10);
        stand.SellMarket(4);

        Assert.That(Legs(stand), Is.EqualTo((10L, -4L)));
        Assert.That(stand.Venue.PositionOf(First).Value, Is.EqualTo(6));
        Assert.That(
            stand.Fills.Select(fill => (fill.Flags & EventFlags.ShortLeg) != 0), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void Reduce_only_orders_close_the_leg_of_the_other_side()
    {
        // Long 10 at 101 closed at 99 loses 20; short 4 at 99 closed at 101 loses 8. Fees 0.0005 of 1,010 + 396 + 990 +
        // 404 = 2,800: 1.4. 10,000 − 28 − 1.4 = 9,970.6.
        var stand = Open(10_000);
        stand.BuyMarket(10);
        stand.SellMarket(4);

        stand.SellMarket(10, CommandFlags.ReduceOnly);
        stand.BuyMarket(4, CommandFlags.ReduceOnly);

        Assert.That(Legs(stand), Is.EqualTo((0L, 0L)));
        Assert.That(stand.Cash(), Is.EqualTo(9_970.6m));
    }

    [Test]
    public void Cross_account_is_liquidated_at_the_price_of_both_legs_and_not_a_step_before()
    {
        // Long 10 at 101 (1,010), short 4 at 99 (−396): fees 0.505 and 0.198 leave 299.297 of 300.
        // 299.297 + 6 P − 614 = 0.004 × 14 P at P = 314.703 ÷ 5.944 = 52.94465…
        var stand = Open(300);
        stand.BuyMarket(10);
        stand.SellMarket(4);
        var price = PriceOf(stand, (10, -4), cost: 614, isBelow: true);

        stand.Mark(InUnits(price.Value + 1));
        var before = stand.Venue.LiquidationCount;
        stand.Mark(InUnits(price.Value));

        Assert.That(price.Value, Is.InRange(5_294_465_006, 5_294_465_010));
        Assert.That((before, stand.Venue.LiquidationCount > 0), Is.EqualTo((0L, true)));
    }

    [Test]
    public void Cross_legs_of_one_size_are_liquidated_where_their_maintenance_uses_the_wallet_up()
    {
        // Long 10 at 101, short 10 at 99: 20 are lost whatever the price, fees are 1. Of 250 there are 229 left:
        // 0.08 P = 229 at P = 2,862.5.
        var stand = Open(250);
        stand.BuyMarket(10);
        stand.SellMarket(10);
        var price = PriceOf(stand, (10, -10), cost: 20, isBelow: false);

        stand.Mark(InUnits(price.Value - 1));
        var before = stand.Venue.LiquidationCount;
        stand.Mark(InUnits(price.Value));

        Assert.That(price.Value, Is.InRange(286_249_999_970, 286_250_000_000));
        Assert.That((before, stand.Venue.LiquidationCount > 0), Is.EqualTo((0L, true)));
    }

    [Test]
    public void Reduce_only_order_takes_no_more_than_its_leg()
    {
        var stand = Open(10_000);
        stand.BuyMarket(10);
        stand.SellMarket(4);

        var order = stand.SellMarket(25, CommandFlags.ReduceOnly);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, taker 99 x 10, expired VenueReduceOnly"));
        Assert.That(Legs(stand), Is.EqualTo((0L, -4L)));
    }

    [Test]
    public void Reduce_only_order_without_its_leg_is_refused()
    {
        var stand = Open(10_000);
        stand.BuyMarket(10);

        Assert.That(
            stand.Story(stand.BuyMarket(1, CommandFlags.ReduceOnly)), Is.EqualTo("rejected VenueReduceOnly"));
    }

    [Test]
    public void Each_leg_needs_margin_of_its_own()
    {
        // 10 × leverage. At the middle of 100 the long leg needs 100 of 190 − 0.505 − 10 = 179.495. A short leg of 10
        // at 99 would need 99 more, one of 7 needs 69.3 and a fee of 0.3465.
        var stand = Open(190);
        stand.BuyMarket(10);

        Assert.That(stand.Story(stand.SellMarket(10)), Is.EqualTo("rejected VenueInsufficientBalance"));
        Assert.That(stand.Story(stand.SellMarket(7)), Is.EqualTo("accepted, taker 99 x 7"));
    }

    [Test]
    public void Funding_is_paid_by_one_leg_and_received_by_the_other()
    {
        // At a mark of 100 and 0.01 %: the long leg of 10 pays 0.1, the short leg of 4 receives 0.04.
        var stand = Open(10_000);
        stand.BuyMarket(10);
        stand.SellMarket(4);

        stand.Funding(rate: 1_000_000, markPrice: 100m);

        var paid = stand.Reports.Where(report => report.Kind == EventKind.FundingPaid)
            .Select(report => ((report.Flags & EventFlags.ShortLeg) != 0, report.FundingPaid.Amount.Value)).ToArray();
        Assert.That(
            paid,
            Is.EqualTo(new[] { (false, VenueStand.Units(-0.1m).Value), (true, VenueStand.Units(0.04m).Value) }));
    }

    [Test]
    public void Isolated_leg_is_liquidated_alone()
    {
        // Long 10 at 101 with a margin of 101. At 91.2: 912 − 1,010 + 101 = 3 ≤ 3.648. The short leg stands.
        var stand = Open(10_000, AccountMode.Isolated);
        stand.BuyMarket(10);
        stand.SellMarket(4);

        stand.Mark(91.2m);

        Assert.That(Legs(stand), Is.EqualTo((0L, -4L)));
        Assert.That(stand.Fills.Last().Flags & EventFlags.ShortLeg, Is.EqualTo(EventFlags.None));
    }

    private static VenueStand Open(decimal balance, AccountMode mode = AccountMode.Cross) => AccountStand.Open(
        balance,
        new Dictionary<string, long> { ["positionMode"] = (long)PositionMode.Hedge, ["mode"] = (long)mode });

    private static (long Long, long Short) Legs(VenueStand stand) => (
        stand.Venue.PositionOf(First, PositionLeg.Long).Value,
        stand.Venue.PositionOf(First, PositionLeg.Short).Value);

    private static decimal InUnits(long price) => price / (decimal)FinePrice.Scale;

    private static FinePrice PriceOf(VenueStand stand, (long Long, long Short) legs, long cost, bool isBelow) =>
        Liquidations.PriceOfLegs(
            VenueStand.InstrumentOf(0), new QtyLots(legs.Long), new QtyLots(legs.Short), new Money(cost * Money.Scale),
            VenueStand.Units(stand.Cash()), new AccountSettings().Tiers, new FinePrice(100 * FinePrice.Scale), isBelow);
}
