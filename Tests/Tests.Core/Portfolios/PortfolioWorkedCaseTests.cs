using Engine.Model.Accounts;
using Engine.Model.Units;
using static Tests.Core.Portfolios.PortfolioStand;

namespace Tests.Core.Portfolios;

/// <summary>
/// The account worked by hand: averaging, flips, fees, funding, hedge legs, margin. Price × lots × 0.1 is money.
/// </summary>
public sealed class PortfolioWorkedCaseTests
{
    [Test]
    public void Averaging_and_a_partial_close()
    {
        // 10 at 100 and 30 at 120: 100 + 360 = 460 for 40 lots, entry 115. 16 sold at 130 for 208; they had cost
        // 16 ÷ 40 of 460 = 184: 24 realised. At a mark of 125 the 24 left are worth 300 and cost 276: 24 open.
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 10);
        stand.Buy(Perpetual, 120, 30);
        var entry = stand.Position(Perpetual, First).EntryPrice(stand.Markets[Perpetual].Instrument);
        var effect = stand.Sell(Perpetual, 130, 16);
        stand.Price(Perpetual, 125m);

        Assert.That(entry, Is.EqualTo(new FinePrice(115 * FinePrice.Scale)));
        Assert.That(InUnits(effect.RealizedPnl), Is.EqualTo(24m));
        Assert.That(InUnits(stand.Portfolio.UnrealizedPnl(new InstrumentId(Perpetual))), Is.EqualTo(24m));
        Assert.That(stand.Equity(), Is.EqualTo(1_048m));
    }

    [Test]
    public void Flip_from_long_to_short()
    {
        // Long 10 at 100 (100). 25 sold at 110 (275): 10 of them for 110 close with 10 of profit, 15 for 165 are short.
        // At 104 the short is worth −156: 9 open. 1,000 + 10 + 9.
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 10);
        stand.Sell(Perpetual, 110, 25);
        stand.Price(Perpetual, 104m);

        Assert.That(stand.Position(Perpetual, First).Quantity.Value, Is.EqualTo(-15));
        Assert.That(stand.Equity(), Is.EqualTo(1_019m));
    }

    [Test]
    public void Rebate_of_a_maker_is_earned()
    {
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 10, fee: -0.05m);

        Assert.That(stand.Equity(), Is.EqualTo(1_000.05m));
        Assert.That(InUnits(stand.Position(Perpetual, First).Fees), Is.EqualTo(-0.05m));
    }

    [Test]
    public void Funding_is_shared_by_the_positions_that_pay_and_receive_it()
    {
        // The first holds +30, the second −10: the account's 20 pay 4. The first pays 6, the second receives 2.
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 30);
        stand.Sell(Perpetual, 100, 10, strategy: Second);
        stand.Fund(Perpetual, -4m);

        Assert.That(InUnits(stand.Position(Perpetual, First).Funding), Is.EqualTo(-6m));
        Assert.That(InUnits(stand.Position(Perpetual, Second).Funding), Is.EqualTo(2m));
        Assert.That(stand.Equity(), Is.EqualTo(996m));
    }

    [Test]
    public void Fee_in_the_base_asset_is_taken_from_the_position_and_counts_with_its_value()
    {
        // 10 lots are 1 BTC; bought at 500 for 500. The fee of 0.001 BTC is worth 0.5: 9 whole lots and 0.099 BTC are
        // held, at a cost of 499.5. At 500 they are worth 499.5: equity has lost the fee, 0.5, and nothing else.
        // Sold 9 lots at 600 for 540; they had cost 0.9 ÷ 0.999 of 499.5 = 450: 90. 0.099 BTC stay, worth 59.4,
        // cost 49.5. 1,000 − 0.5 + 90 + 9.9 = 1,099.4.
        var stand = new PortfolioStand(1_000);
        var bought = stand.Buy(Spot, 500, 10, fee: 0.001m, feeAsset: Base);
        stand.Price(Spot, 500);
        var equity = stand.Equity();
        var sold = stand.Sell(Spot, 600, 9);
        stand.Price(Spot, 600);

        Assert.That((bought.PositionAfter.Value, InUnits(bought.FeeValue)), Is.EqualTo((9L, 0.5m)));
        Assert.That(equity, Is.EqualTo(999.5m));
        Assert.That(InUnits(sold.RealizedPnl), Is.EqualTo(90m));
        Assert.That(InUnits(stand.Portfolio.Cash(Quote)), Is.EqualTo(1_040m));
        Assert.That(stand.Equity(), Is.EqualTo(1_099.4m));
        Assert.That(InUnits(stand.Portfolio.Track(First).Equity), Is.EqualTo(99.4m));
    }

    [Test]
    public void Fee_in_a_third_asset_counts_at_the_price_of_the_fill()
    {
        // 0.002 BNB at 300 are 0.6, whatever BNB costs later.
        var stand = new PortfolioStand(1_000);
        stand.Price(BnbSpot, 300);
        var effect = stand.Buy(Perpetual, 100, 10, fee: 0.002m, feeAsset: Bnb);
        stand.Price(BnbSpot, 900);

        Assert.That(InUnits(effect.FeeValue), Is.EqualTo(0.6m));
        Assert.That(InUnits(stand.Portfolio.Cash(Bnb)), Is.EqualTo(-0.002m));
        Assert.That(stand.Equity(), Is.EqualTo(999.4m));
    }

    [Test]
    public void Fee_in_a_third_asset_counts_at_the_configured_price_where_nothing_trades_it()
    {
        var stand = new PortfolioStand(1_000, ("feeAssetPrice", 7 * Money.Scale));
        var effect = stand.Buy(Perpetual, 100, 10, fee: 0.1m, feeAsset: Unknown);

        Assert.That((InUnits(effect.FeeValue), effect.IsFeeUnvalued), Is.EqualTo((0.7m, false)));
    }

    [Test]
    public void Fee_that_nobody_can_value_is_said_to_be_so()
    {
        var stand = new PortfolioStand(1_000);

        Assert.That(stand.Buy(Perpetual, 100, 10, fee: 0.1m, feeAsset: Unknown).IsFeeUnvalued, Is.True);
    }

    [Test]
    public void Dust_of_spot_fees_is_held_where_perpetuals_are_hedged_too()
    {
        // Each buys 0.1 BTC at 500 for 50 and pays 0.001 of it, worth 0.5: each holds 0.099 BTC, which is no whole lot;
        // the account holds 0.198: one lot and 0.098. At 500 nothing but the fees is lost.
        var stand = new PortfolioStand(1_000, ("positionMode", (long)PositionMode.Hedge));
        stand.Buy(Spot, 500, 1, fee: 0.001m, feeAsset: Base);
        stand.Buy(Spot, 500, 1, fee: 0.001m, feeAsset: Base, strategy: Second);
        stand.Price(Spot, 500);

        var held = (
            stand.Position(Spot, First).Dust, stand.Position(Spot, Second).Dust,
            stand.Portfolio[new InstrumentId(Spot)].Quantity.Value, stand.Portfolio[new InstrumentId(Spot)].Dust);
        Assert.That(held, Is.EqualTo((9_900_000L, 9_900_000L, 1L, 9_800_000L)));
        Assert.That(stand.Equity(), Is.EqualTo(999m));
    }

    [Test]
    public void Hedged_legs_keep_their_own_cost_and_result()
    {
        // Long 10 at 100, short 10 at 120: flat together, and 20 are locked in: 120 − 100. At any mark.
        var stand = new PortfolioStand(1_000, ("positionMode", (long)PositionMode.Hedge));
        stand.Buy(Perpetual, 100, 10);
        stand.Sell(Perpetual, 120, 10, leg: PositionLeg.Short);
        stand.Price(Perpetual, 500m);
        var equity = stand.Equity();
        var closed = stand.Buy(Perpetual, 110, 10, leg: PositionLeg.Short);

        Assert.That(equity, Is.EqualTo(1_020m));
        Assert.That(InUnits(closed.RealizedPnl), Is.EqualTo(10m));
        var id = new InstrumentId(Perpetual);
        Assert.That(stand.Portfolio.Leg(id, PositionLeg.Long).Quantity.Value, Is.EqualTo(10));
        Assert.That(stand.Portfolio.Leg(id, PositionLeg.Short).IsFlat, Is.True);
        Assert.That(stand.Portfolio.ClosableLots(id, Side.Ask), Is.EqualTo(10));
    }

    [Test]
    public void Hedged_legs_are_margined_each_by_itself()
    {
        // Long 10 BTC and short 5 BTC at 1,000: 10,000 ÷ 10 and 5,000 ÷ 10; 0.4 % of 15,000 is 60, of 2,000 3 %.
        var stand = new PortfolioStand(2_000, ("positionMode", (long)PositionMode.Hedge));
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 50, strategy: Second, leg: PositionLeg.Short);
        stand.Price(Perpetual, 1_000m);

        Assert.That(InUnits(stand.Portfolio.MarginUsed), Is.EqualTo(1_500m));
        Assert.That(InUnits(stand.Portfolio.MaintenanceMargin), Is.EqualTo(60m));
        Assert.That(stand.Portfolio.MarginRatio, Is.EqualTo(new Rate(3 * Rate.Scale / 100)));
        Assert.That(InUnits(stand.Portfolio.FreeMargin), Is.EqualTo(500m));
    }

    [Test]
    public void Funding_of_a_leg_is_shared_by_who_holds_that_leg()
    {
        // The short leg of 40 pays 4: 30 of it are the first's, 10 the second's; the first's long has no part in it.
        var stand = new PortfolioStand(1_000, ("positionMode", (long)PositionMode.Hedge));
        stand.Buy(Perpetual, 100, 10);
        stand.Sell(Perpetual, 100, 30, leg: PositionLeg.Short);
        stand.Sell(Perpetual, 100, 10, strategy: Second, leg: PositionLeg.Short);
        stand.Fund(Perpetual, -4m, PositionLeg.Short);

        var id = new InstrumentId(Perpetual);
        Assert.That(InUnits(stand.Portfolio.LegOfStrategy(First, id, PositionLeg.Long).Funding), Is.Zero);
        Assert.That(InUnits(stand.Portfolio.LegOfStrategy(First, id, PositionLeg.Short).Funding), Is.EqualTo(-3m));
        Assert.That(InUnits(stand.Position(Perpetual, Second).Funding), Is.EqualTo(-1m));
        Assert.That(InUnits(stand.Portfolio[id].Funding), Is.EqualTo(-4m));
    }

    [Test]
    public void Each_strategy_has_a_peak_a_drawdown_and_days_of_its_own()
    {
        // The first holds +10, the second −10: at 150 they have made 50 and −50, at 130 30 and −30; fees 1 and 2 apart.
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 10, fee: 1m);
        stand.Sell(Perpetual, 100, 10, fee: 2m, strategy: Second);
        stand.Price(Perpetual, 150m);
        stand.Price(Perpetual, 130m);
        stand.Portfolio.OnClock(new TimestampNs(TimestampNs.PerDay));
        stand.Price(Perpetual, 120m);

        var (first, second) = (stand.Portfolio.Track(First), stand.Portfolio.Track(Second));
        Assert.That((InUnits(first.Equity), InUnits(first.Peak), InUnits(first.Drawdown)), Is.EqualTo((19m, 49m, 30m)));
        Assert.That((InUnits(first.LastDayPnl), InUnits(first.DayPnl)), Is.EqualTo((29m, -10m)));
        Assert.That((InUnits(second.Equity), InUnits(second.LastDayPnl)), Is.EqualTo((-22m, -32m)));
        Assert.That(InUnits(stand.Portfolio.UnrealizedPnl(Second, new InstrumentId(Perpetual))), Is.EqualTo(-20m));
        Assert.That(InUnits(stand.Position(Perpetual, Second).Fees), Is.EqualTo(2m));
        Assert.That((stand.Equity(), InUnits(stand.Portfolio.TotalPnl)), Is.EqualTo((997m, -3m)));
    }

    [Test]
    public void Peak_drawdown_and_day_follow_equity()
    {
        // 10 at 100: at 150 equity is 1,050, the peak; at 130 it is 1,030. A new day begins there; at 120: 1,020.
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 10);
        stand.Price(Perpetual, 150m);
        stand.Price(Perpetual, 130m);
        var dayOne = InUnits(stand.Portfolio.DayPnl);
        stand.Portfolio.OnClock(new TimestampNs(TimestampNs.PerDay));
        stand.Price(Perpetual, 120m);

        Assert.That(dayOne, Is.EqualTo(30m));
        Assert.That(InUnits(stand.Portfolio.PeakEquity), Is.EqualTo(1_050m));
        Assert.That(InUnits(stand.Portfolio.Drawdown), Is.EqualTo(30m));
        Assert.That(InUnits(stand.Portfolio.DayPnl), Is.EqualTo(-10m));
        Assert.That(InUnits(stand.Portfolio.Track(First).DayPnl), Is.EqualTo(-10m));
        Assert.That(InUnits(stand.Portfolio.TotalPnl), Is.EqualTo(20m));
    }

    [Test]
    public void Deposit_moves_equity_and_peak_and_earns_nothing()
    {
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 10);
        stand.Price(Perpetual, 90m);

        // The venue's wallet is 1,000 as before, and 500 more.
        stand.Portfolio.SetBalance(Quote, Units(1_500m));

        Assert.That(stand.Equity(), Is.EqualTo(1_490m));
        Assert.That(InUnits(stand.Portfolio.Drawdown), Is.EqualTo(10m));
        Assert.That(InUnits(stand.Portfolio.DayPnl), Is.EqualTo(-10m));
        stand.Portfolio.AssertConsistent();
    }

    [Test]
    public void Cross_margin_and_liquidation_price()
    {
        // 100 lots (10 BTC) at 1,000: 10,000, and 5 BTC of the other at 400: 2,000; wallet 2,000, leverage 10.
        // Used 1,000 + 200, maintenance 0.4 % of both: 48, ratio 48 ÷ 2,000 = 2.4 %. Without the other's 8:
        // 1,992 + 10 P − 10,000 = 0.04 P, so P = 8,008 ÷ 9.96 = 804.01606425…
        var stand = new PortfolioStand(2_000);
        stand.Buy(Perpetual, 1_000, 100);
        stand.Buy(Other, 400, 50, strategy: Second);
        stand.Price(Perpetual, 1_000m);
        stand.Price(Other, 400m);

        Assert.That(InUnits(stand.Portfolio.MarginUsed), Is.EqualTo(1_200m));
        Assert.That(InUnits(stand.Portfolio.MaintenanceMargin), Is.EqualTo(48m));
        Assert.That(stand.Portfolio.MarginRatio, Is.EqualTo(new Rate(24 * Rate.Scale / 1_000)));
        Assert.That(InUnits(stand.Portfolio.MarginUsedBy(Second)), Is.EqualTo(200m));
        Assert.That(InUnits(stand.Portfolio.FreeMargin), Is.EqualTo(800m));
        var price = stand.Portfolio.LiquidationPrice(new InstrumentId(Perpetual));
        Assert.That(price.Value, Is.InRange(80_401_606_425, 80_401_606_426));
    }

    [Test]
    public void Isolated_margin_and_liquidation_price()
    {
        // 10 BTC at 1,000 set 1,000 aside. Half of it is sold: 500 stay for 5 BTC at a cost of 5,000.
        // 500 + 5 P − 5,000 = 0.02 P: P = 4,500 ÷ 4.98 = 903.61445783…, whatever else the wallet holds.
        var stand = new PortfolioStand(50_000, ("mode", (long)AccountMode.Isolated));
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_100, 50);
        stand.Price(Perpetual, 1_000m);

        var id = new InstrumentId(Perpetual);
        Assert.That(InUnits(stand.Portfolio.IsolatedMargin(id)), Is.EqualTo(500m));
        Assert.That(InUnits(stand.Portfolio.MarginUsed), Is.EqualTo(500m));
        Assert.That(stand.Portfolio.MarginRatio, Is.EqualTo(new Rate(4 * Rate.Scale / 100)));
        Assert.That(stand.Portfolio.LiquidationPrice(id).Value, Is.InRange(90_361_445_783, 90_361_445_784));
    }

    [Test]
    public void Cross_liquidation_price_of_two_legs_moves_both()
    {
        // Long 10 BTC and short 5 at 1,000, wallet 2,000, maintenance 0.4 % of each leg:
        // 2,000 + 10 P − 10,000 + 5,000 − 5 P = 0.06 P, so P = 3,000 ÷ 4.94 = 607.28744939… Upwards it only gains.
        var stand = Hedged(2_000, ("maintenanceRate", 4 * Rate.Scale / 1_000));
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 50, leg: PositionLeg.Short);
        stand.Price(Perpetual, 1_000m);

        Assert.That(LiquidationOf(stand, PositionLeg.Long), Is.InRange(60_728_744_939, 60_728_744_940));
        Assert.That(LiquidationOf(stand, PositionLeg.Short), Is.Zero);
    }

    [Test]
    public void Cross_legs_of_one_size_are_liquidated_by_their_maintenance_margin_alone()
    {
        // 10 BTC each way gain and lose the same: 100 of wallet = 0.004 × 20 P at P = 1,250. Each leg's margin is
        // rounded up to 10⁻⁸, so 50 is reached where 0.04 P is beyond 49.99999999: at 1,249.99999975 and a step.
        var stand = Hedged(100);
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 100, leg: PositionLeg.Short);
        stand.Price(Perpetual, 1_000m);

        Assert.That(LiquidationOf(stand, PositionLeg.Long), Is.Zero);
        Assert.That(LiquidationOf(stand, PositionLeg.Short), Is.EqualTo(124_999_999_976));
    }

    [Test]
    public void Cross_legs_that_are_due_are_so_at_the_mark()
    {
        // At 1,300 the same two legs need 104 of 100.
        var stand = Hedged(100);
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 100, leg: PositionLeg.Short);
        stand.Price(Perpetual, 1_300m);

        Assert.That(LiquidationOf(stand, PositionLeg.Long), Is.EqualTo(1_300 * FinePrice.Scale));
        Assert.That(LiquidationOf(stand, PositionLeg.Short), Is.EqualTo(1_300 * FinePrice.Scale));
    }

    [Test]
    public void Cross_legs_are_covered_by_what_other_positions_leave()
    {
        // As above, and 5 BTC of the other bought at 400 stand at 410: 50 are gained, 0.004 × 2,050 = 8.2 needed.
        // 100 + 50 − 8.2 = 0.08 P: P = 1,772.5, less what rounding up does, as above.
        var stand = Hedged(100);
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 100, leg: PositionLeg.Short);
        stand.Buy(Other, 400, 50, strategy: Second);
        stand.Price(Perpetual, 1_000m);
        stand.Price(Other, 410m);

        Assert.That(LiquidationOf(stand, PositionLeg.Short), Is.EqualTo(177_249_999_976));
    }

    [Test]
    public void Isolated_legs_have_a_liquidation_price_each()
    {
        // Leverage 10: 1,000 aside for the long, 500 for the short. Long: 1,000 + 10 P − 10,000 = 0.04 P, P = 9,000 ÷
        // 9.96 = 903.61445783…; short: 500 + 5,000 − 5 P = 0.02 P, P = 5,500 ÷ 5.02 = 1,095.61752988…
        var stand = Hedged(50_000, ("mode", (long)AccountMode.Isolated));
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 50, leg: PositionLeg.Short);
        stand.Price(Perpetual, 1_000m);

        Assert.That(LiquidationOf(stand, PositionLeg.Long), Is.InRange(90_361_445_783, 90_361_445_784));
        Assert.That(LiquidationOf(stand, PositionLeg.Short), Is.InRange(109_561_752_988, 109_561_752_989));
        Assert.That(InUnits(stand.Portfolio.MarginUsed), Is.EqualTo(1_500m));
    }

    [Test]
    public void Margin_cover_of_two_cross_legs_is_of_both()
    {
        // Wallet 2,000; long 10 at 1,000 and short 5 at 1,000, leverage 10. At 900: 1,000 lost, 500 gained, margin used
        // 900 + 450: 1,500 ÷ 1,350 = 1.11111111.
        var stand = Hedged(2_000);
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 50, leg: PositionLeg.Short);
        stand.Price(Perpetual, 900m);

        Assert.That(stand.Portfolio.MarginCover.Value, Is.EqualTo(1_500 * Rate.Scale / 1_350));
    }

    [Test]
    public void Margin_cover_of_isolated_positions_is_that_of_the_worst_whatever_the_wallet_holds()
    {
        // At 960 the long leg has lost 400 of its 1,000: 0.6; the short leg has gained 200 on its 500: 1.4.
        var stand = Hedged(50_000, ("mode", (long)AccountMode.Isolated));
        stand.Buy(Perpetual, 1_000, 100);
        stand.Sell(Perpetual, 1_000, 50, leg: PositionLeg.Short);
        stand.Price(Perpetual, 960m);

        Assert.That(stand.Portfolio.MarginCover.Value, Is.EqualTo(Rate.Scale * 6 / 10));
    }

    [Test]
    public void Margin_cover_without_positions_is_the_greatest_there_is(
        [Values(AccountMode.Cross, AccountMode.Isolated)] AccountMode mode) => Assert.That(
        Hedged(1_000, ("mode", (long)mode)).Portfolio.MarginCover.Value, Is.EqualTo(long.MaxValue));

    private static PortfolioStand Hedged(decimal capital, params (string Name, long Bits)[] parameters) =>
        new(capital, [("positionMode", (long)PositionMode.Hedge), .. parameters]);

    private static long LiquidationOf(PortfolioStand stand, PositionLeg leg) =>
        stand.Portfolio.LiquidationPrice(new InstrumentId(Perpetual), leg).Value;

    [Test]
    public void Mode_does_not_change_while_anything_is_held()
    {
        var stand = new PortfolioStand(1_000);
        stand.Buy(Perpetual, 100, 10);

        Assert.That(
            () => stand.Set("positionMode", (long)PositionMode.Hedge),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("close them first"));
    }
}
