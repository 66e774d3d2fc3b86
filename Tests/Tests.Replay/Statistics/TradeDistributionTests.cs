using Engine.Model.Units;
using Replay.Statistics;

namespace Tests.Replay.Statistics;

public sealed class TradeDistributionTests
{
    [Test]
    public void ProfitBins_stand_at_round_amounts_with_zero_between_two()
    {
        var bins = Of((-15, 1), (-5, 1), (5, 1), (5, 1), (35, 1)).ProfitBins();

        // 20 bars of 2 reach 35. The bars: −16 … 36.
        Assert.Multiple(() =>
        {
            Assert.That(bins.Select(bin => bin.Count).Sum(), Is.EqualTo(5));
            Assert.That((bins[0].From, bins[0].To), Is.EqualTo((-16.0, -14.0)));
            Assert.That((bins[^1].From, bins[^1].To), Is.EqualTo((34.0, 36.0)));
            Assert.That(bins.Single(bin => bin.From == 4).Count, Is.EqualTo(2));
            Assert.That(bins.Single(bin => bin.From == -6).Count, Is.EqualTo(1));
        });
    }

    [Test]
    public void DurationBins_count_trades_by_how_long_they_were_held() =>
        Assert.That(
            Of((1, 0), (1, 3), (1, 50), (1, 100_000)).DurationBins().Where(bin => bin.Count > 0)
                .Select(bin => (bin.From, bin.To)),
            Is.EqualTo(new (double?, double?)[] { (null, 1), (1, 5), (15, 60), (86_400, null) }));

    [Test]
    public void Bins_of_no_trades_are_none() =>
        Assert.That(new TradeDistribution().ProfitBins(), Is.Empty);

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Bins_hold_every_trade_and_follow_on_each_other(int[] profits)
    {
        var distribution = Of([.. profits.Select(profit => (profit, profit % 100))]);
        var (byProfit, byLength) = (distribution.ProfitBins(), distribution.DurationBins());

        return byProfit.Sum(bin => bin.Count) == profits.Length
            && byLength.Sum(bin => bin.Count) == profits.Length
            && byProfit.All(bin => bin.Count >= 0)
            && byProfit.Count <= 42
            && byProfit.Zip(byProfit.Skip(1))
                .All(pair => Math.Abs(pair.First.To!.Value - pair.Second.From!.Value) < 1e-6);
    }

    private static TradeDistribution Of(params (int Profit, int Seconds)[] trades)
    {
        var distribution = new TradeDistribution();
        foreach (var (profit, seconds) in trades)
        {
            distribution.OnTrade(new TradeRecord
            {
                Strategy = new StrategyId(1),
                Instrument = new InstrumentId(0),
                Direction = Side.Bid,
                OpenTime = Facts.Minute(0),
                CloseTime = Facts.Minute(0) + (Math.Abs(seconds) * TimestampNs.PerSecond),
                MaxPosition = new QtyLots(1),
                EntryPrice = 0,
                ExitPrice = 0,
                GrossPnl = Facts.Whole(profit),
                Fees = Money.Zero,
                Funding = Money.Zero,
                Fills = 2,
            });
        }

        return distribution;
    }
}
