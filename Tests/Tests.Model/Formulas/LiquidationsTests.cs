using Engine.Model.Accounts;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Model.Formulas;

/// <summary>Liquidation and bankruptcy prices: worked by hand, and met within one step for any position.</summary>
public sealed class LiquidationsTests
{
    private static readonly AccountSettings Defaults = new();
    private static readonly Instrument Perpetual = Make(tickScale: 1, lotScale: 3);

    [Test]
    public void Long_is_liquidated_where_wallet_and_loss_meet_the_maintenance_margin()
    {
        // 1 BTC at 50,000, 10 × isolated: margin 5,000. Within the first bracket: 5,000 + P − 50,000 = 0.004 P, so
        // P = 45,000 ÷ 0.996 = 45,180.72289156626…. The margin is rounded up to a step of 10⁻⁸, 180.72289157, which
        // 45,180.72289157 just meets.
        var price = Liquidations.Price(Perpetual, new QtyLots(1_000), Units(50_000), Units(5_000), Defaults.Tiers);

        Assert.That(price, Is.EqualTo(new FinePrice(4_518_072_289_157)));
    }

    [Test]
    public void Short_is_liquidated_in_the_bracket_that_the_loss_has_brought_it_into()
    {
        // 1 BTC short at 50,000, 10 ×: beyond 50,000 the second bracket holds: 5,000 + 50,000 − P = 0.005 P − 50, so
        // P = 55,050 ÷ 1.005 = 54,776.11940298507…. At 54,776.11940298 the margin is 223.8805970149, rounded up
        // 223.88059702, and 223.88059702 are left: just met.
        var price = Liquidations.Price(Perpetual, new QtyLots(-1_000), Units(-50_000), Units(5_000), Defaults.Tiers);

        Assert.That(price, Is.EqualTo(new FinePrice(5_477_611_940_298)));
    }

    [Test]
    public void Long_that_is_paid_in_full_is_never_liquidated()
    {
        var price = Liquidations.Price(Perpetual, new QtyLots(1_000), Units(50_000), Units(50_001), Defaults.Tiers);

        Assert.That(price, Is.EqualTo(FinePrice.Zero));
    }

    [Test]
    public void Closing_price_is_the_mark_rounded_against_the_position()
    {
        var mark = new FinePrice(4_512_345_000_000);

        var ask = Liquidations.ClosingPrice(Perpetual, new QtyLots(1_000), Units(50_000), Units(5_000), mark);
        var bid = Liquidations.ClosingPrice(Perpetual, new QtyLots(-1_000), Units(-40_000), Units(6_000), mark);

        Assert.That((ask.Value, bid.Value), Is.EqualTo((451_234L, 451_235L)));
    }

    [Test]
    public void Closing_price_is_no_worse_than_bankruptcy()
    {
        // Margin 5,000 on 1 BTC at 50,000: bankrupt at 45,000. The mark has gapped to 40,000.
        var price = Liquidations.ClosingPrice(
            Perpetual, new QtyLots(1_000), Units(50_000), Units(5_000), new FinePrice(4_000_000_000_000));

        Assert.That(price, Is.EqualTo(new PriceTicks(450_000)));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Liquidation_price_is_the_step_at_which_the_maintenance_margin_is_met(
        bool isLong, uint lots, uint entry, ushort leverage)
    {
        var quantity = (lots % 5_000_000) + 1L;
        Perpetual.TryNotional(new PriceTicks((entry % 2_000_000) + 1), new QtyLots(quantity), out var notional);
        var signed = new QtyLots(isLong ? quantity : -quantity);
        var cost = isLong ? notional : -notional;
        var wallet = Margins.Initial(notional, (leverage % AccountParameters.LeverageMax) + 1);

        var price = Liquidations.Price(Perpetual, signed, cost, wallet, Defaults.Tiers);

        if (price == FinePrice.Zero)
        {
            return !IsDue(signed, cost, wallet, new FinePrice(1));
        }

        // At the price it is due, one step to the better side it is not.
        var better = new FinePrice(price.Value + (isLong ? 1 : -1));
        return IsDue(signed, cost, wallet, price) && !IsDue(signed, cost, wallet, better);
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Closing_price_never_leaves_a_debt(bool isLong, uint lots, uint entry, ushort leverage, uint mark)
    {
        var quantity = (lots % 5_000_000) + 1L;
        Perpetual.TryNotional(new PriceTicks((entry % 2_000_000) + 1), new QtyLots(quantity), out var notional);
        var signed = new QtyLots(isLong ? quantity : -quantity);
        var cost = isLong ? notional : -notional;
        var wallet = Margins.Initial(notional, (leverage % AccountParameters.LeverageMax) + 1);

        var price = Liquidations.ClosingPrice(Perpetual, signed, cost, wallet, new FinePrice((mark * 1_000L) + 1));

        Perpetual.TryNotional(price, signed, out var value);
        return price.Value > 0 && (wallet + value - cost >= Money.Zero || price.Value == 1);
    }

    private static bool IsDue(QtyLots quantity, Money cost, Money wallet, FinePrice price)
    {
        if (!Perpetual.TryNotional(price, quantity, out var value))
        {
            return quantity < QtyLots.Zero;
        }

        var balance = (Int128)wallet.Value + value.Value - cost.Value;
        return balance <= Margins.Maintenance(new Money(Math.Abs(value.Value)), Defaults.Tiers).Value;
    }

    private static Money Units(long amount) => new(amount * Money.Scale);

    private static Instrument Make(int tickScale, int lotScale) =>
        new(new DecimalStep(1, tickScale), new DecimalStep(1, lotScale), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(0),
            Venue = VenueId.Simulated,
            Symbol = "BTCUSDT",
            ContractType = ContractType.LinearPerpetual,
            BaseAsset = new AssetId(1),
            QuoteAsset = new AssetId(2),
            SettleAsset = new AssetId(2),
        };
}
