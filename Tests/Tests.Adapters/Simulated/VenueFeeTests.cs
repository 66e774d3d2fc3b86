using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Accounts;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Rebates, the account's own rates, tiers by volume, fees in the base and in a third asset.</summary>
public sealed class VenueFeeTests
{
    private const int Spot = 2;
    private const long Bp = Rate.Scale / 10_000;

    [Test]
    public void Negative_maker_fee_is_paid_to_us()
    {
        // 10 at 99 by a maker at −1 bp: 990 × −0.0001 = −0.099. 990 are margined, not spent.
        var stand = Open(("fees", (long)FeeSchedule.Account), ("makerFee", -Bp));
        stand.Buy(99, 10);
        stand.SellTrade(98, 1);

        Assert.That(stand.Fills.Single().Fill.Fee, Is.EqualTo(VenueStand.Units(-0.099m)));
        Assert.That(stand.Cash(), Is.EqualTo(10_000.099m));
    }

    [Test]
    public void Tier_changes_at_midnight_by_the_volume_of_the_days_before()
    {
        // Tier 2 begins at a volume of 1,000. 10 × 101 = 1,010 are traded on the first day at tier 1 (10 bp); the next
        // day's fill of 101 pays tier 2 (3 bp): 0.0303.
        var stand = Open(
            ("fees", (long)FeeSchedule.Tiers), ("feeTier1Taker", 10 * Bp), ("feeTier2Taker", 3 * Bp),
            ("feeTier2Volume", 1_000 * Money.Scale));
        stand.BuyMarket(10);
        stand.BuyMarket(1);

        stand.At(1_000 + (24 * 60 * 60 * 1_000));
        stand.BuyMarket(1);

        Assert.That(
            stand.Fills.Select(fill => fill.Fill.Fee),
            Is.EqualTo(new[] { 1.01m, 0.101m, 0.0303m }.Select(VenueStand.Units)));
    }

    [Test]
    public void Volume_brought_along_counts_for_thirty_days()
    {
        var stand = Open(
            ("fees", (long)FeeSchedule.Tiers), ("feeTier1Taker", 10 * Bp), ("feeTier2Taker", 3 * Bp),
            ("feeTier2Volume", 1_000 * Money.Scale), ("feeVolume", 5_000 * Money.Scale));
        stand.BuyMarket(1);
        stand.At(1_000 + (31L * 24 * 60 * 60 * 1_000));
        stand.SellMarket(1, Engine.Model.Commands.CommandFlags.ReduceOnly);

        Assert.That(
            stand.Fills.Select(fill => fill.Fill.Fee), Is.EqualTo(new[] { 0.0303m, 0.099m }.Select(VenueStand.Units)));
    }

    [Test]
    public void Spot_buy_pays_in_what_it_brings_and_the_sale_in_quote()
    {
        // 10 bought at 101: 0.0005 × 10 = 0.005 of base. 9.995 are owned, so 9 can be sold: fee 0.0005 × 891 = 0.4455.
        var stand = Open(("feeAsset", 1));
        stand.Instrument = Spot;
        stand.BuyMarket(10);
        var owned = stand.In(AccountStand.SpotBase);
        stand.SellMarket(9);

        // What is left is no whole lot.
        Assert.That(stand.Venue.PositionOf(new InstrumentId(Spot)), Is.EqualTo(QtyLots.Zero));
        Assert.That(owned, Is.EqualTo(9.995m));
        Assert.That(stand.In(AccountStand.SpotBase), Is.EqualTo(0.995m));
        Assert.That(stand.Cash(), Is.EqualTo(10_000m - 1_010m + 891m - 0.4455m));
        Assert.That(stand.Story(stand.SellMarket(1)), Is.EqualTo("rejected VenueInsufficientBalance"));
    }

    [Test]
    public void Fee_asset_is_used_at_a_discount_while_it_lasts()
    {
        // BNB at 250, 25 % off. 10 at 101: fee 0.505 → 0.37875 → 0.001515 BNB of 0.002. The next would need as much:
        // it is paid in quote, 0.505.
        var stand = OpenWithBnb(0.002m, ("feeAssetPrice", 250 * Money.Scale));
        stand.BuyMarket(10);
        stand.BuyMarket(10);

        var details = stand.Reports.Where(report => report.Kind == EventKind.FillDetail).ToArray();
        Assert.That(
            details.Select(detail => detail.FillDetail.FeeAsset.Value), Is.EqualTo(new[] { 5, 1 }));
        Assert.That(
            stand.Fills.Select(fill => fill.Fill.Fee),
            Is.EqualTo(new[] { 0.001515m, 0.505m }.Select(VenueStand.Units)));
        Assert.That(stand.In(new AssetId(5)), Is.EqualTo(0.000485m));
    }

    [Test]
    public void Fee_asset_without_a_price_is_an_error_that_names_it()
    {
        var stand = OpenWithBnb(1m);

        Assert.That(
            () => stand.BuyMarket(10), Throws.TypeOf<InvalidDataException>().With.Message.Contains("BNB"));
    }

    [Test]
    public void Brackets_that_do_not_ascend_are_refused_when_the_session_starts()
    {
        var stand = Open(("tier2Rate", 10 * Bp));

        Assert.That(
            () => stand.Feed(Event.Create(EventKind.SessionStarted, default, InstrumentId.None)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("tier2Rate"));
    }

    [Test]
    public void Window_forgets_days_that_are_older_than_thirty()
    {
        var window = new VolumeWindow();
        window.MoveTo(Day(0));
        window.Add(new Money(7));
        window.MoveTo(Day(1));
        window.Add(new Money(5));

        window.MoveTo(Day(30));
        var both = window.Total;
        window.MoveTo(Day(31));

        Assert.That((both.Value, window.Total.Value), Is.EqualTo((12L, 5L)));
    }

    private static TimestampNs Day(long day) => new(day * TimestampNs.PerDay);

    private static VenueStand Open(params (string Name, long Bits)[] parameters) => AccountStand.Open(
        10_000,
        parameters.ToDictionary(row => row.Name, row => row.Bits),
        VenueStand.NoLatency with { Funding = FundingPolicy.None });

    private static VenueStand OpenWithBnb(decimal balance, params (string Name, long Bits)[] parameters)
    {
        var stand = Open([.. parameters, ("feeAsset", 2), ("feeDiscount", 2_500 * Bp)]);
        stand.Feed(Engine.Model.Instruments.InstrumentEvents.DefineAsset(new AssetId(5), "BNB", default));
        stand.Balance(new AssetId(5), balance);
        return stand;
    }
}
