using Engine.Model.Units;
using FsCheck;
using FsCheck.Fluent;
using Replay.Statistics;

namespace Tests.Replay.Statistics;

public sealed class PerformanceTrackerTests
{
    private static readonly StatisticsOptions Options = new() { Capital = Facts.Whole(1_000) };

    [Test]
    public void Summarize_agrees_with_three_trades_worked_by_hand()
    {
        var tracker = new PerformanceTracker(Options);
        var facts = new Facts();

        // Trade 1, long: buy 2 at 100 (fee 1), sell 2 at 110 (fee 1). Gross 2 × 10 = 20, fees 2, net +18.
        // Trade 2, short, flipped into: sell 3 at 110 opens (fee 3), funding +2 received, buy 4 at 115 (fee 4):
        // 3 of the 4 close it: gross 3 × (110 − 115) = −15, fees 3 + 4 × 3/4 = 6, funding 2, net −15 − 6 + 2 = −19.
        // Trade 3, long 1 from the flip at 115, fee the rest of 4: 1; sold at 121 (fee 0): gross 6, net 6 − 1 = +5.
        tracker.OnEquity(Facts.Minute(0), Facts.Whole(1_000));
        tracker.OnFill(facts.Buy(1, 2, 100, 1));
        tracker.OnFill(facts.Sell(11, 2, 110, 1));
        tracker.OnFill(facts.Sell(20, 3, 110, 3));
        tracker.OnFunding(Facts.Funding(25, 2));
        tracker.OnFill(facts.Buy(30, 4, 115, 4));
        tracker.OnFill(facts.Sell(40, 1, 121));
        tracker.OnMark(Facts.Minute(100), Money.Zero);
        var summary = tracker.Summarize("s", "v:A", 0xAB);

        Assert.Multiple(() =>
        {
            // Realised 20 − 15 + 6 = 11; fees 1 + 1 + 3 + 4 + 0 = 9; funding 2; net 11 − 9 + 2 = 4 = 18 − 19 + 5.
            Assert.That(summary.GrossPnl, Is.EqualTo(11m));
            Assert.That(summary.Fees, Is.EqualTo(9m));
            Assert.That(summary.Funding, Is.EqualTo(2m));
            Assert.That(summary.NetPnl, Is.EqualTo(4m));
            Assert.That(summary.ReturnPct, Is.EqualTo(0.4));
            Assert.That(summary.Trades, Is.EqualTo(3));
            Assert.That(summary.WinRate, Is.EqualTo(2.0 / 3));
            Assert.That(summary.ProfitFactor, Is.EqualTo(23.0 / 19));
            Assert.That(summary.AverageWin, Is.EqualTo(11.5m));
            Assert.That(summary.AverageLoss, Is.EqualTo(-19m));

            // 4 ÷ 3 to eight places, half to even.
            Assert.That(summary.Expectancy, Is.EqualTo(1.33333333m));
            Assert.That((summary.BestTrade, summary.WorstTrade), Is.EqualTo((18m, -19m)));

            // Held 10 + 10 + 10 minutes over three trades; exposed 30 of 100 minutes.
            Assert.That(summary.AverageTradeSeconds, Is.EqualTo(600));
            Assert.That(summary.ExposurePct, Is.EqualTo(30).Within(1e-12));

            // 200 + 220 + 330 + 460 + 121 = 1,331; bought (the maker's here) 200 + 460 = 660.
            Assert.That(summary.Turnover, Is.EqualTo(1_331m));
            Assert.That(summary.MakerShare, Is.EqualTo(660.0 / 1_331));
            Assert.That(summary.Fills, Is.EqualTo(5));
            Assert.That(summary.Digest, Is.EqualTo("00000000000000ab"));
        });
    }

    [Test]
    public void ClosedTrades_records_entry_exit_and_size_of_a_scaled_trade()
    {
        var tracker = new PerformanceTracker(Options);
        var facts = new Facts();

        // In: 1 at 100 and 3 at 104, average 103. Out: 2 at 106 and 2 at 110, average 108. Gross 4 × 5 = 20.
        tracker.OnFill(facts.Buy(1, 1, 100));
        tracker.OnFill(facts.Buy(2, 3, 104));
        tracker.OnFill(facts.Sell(3, 2, 106));
        tracker.OnFill(facts.Sell(4, 2, 110));
        var trade = tracker.ClosedTrades.Kept[0];

        Assert.Multiple(() =>
        {
            Assert.That(trade.Direction, Is.EqualTo(Side.Bid));
            Assert.That(trade.MaxPosition, Is.EqualTo(new QtyLots(4)));
            Assert.That(trade.EntryPrice, Is.EqualTo(103));
            Assert.That(trade.ExitPrice, Is.EqualTo(108));
            Assert.That(trade.NetPnl, Is.EqualTo(Facts.Whole(20)));
            Assert.That(trade.HeldNs, Is.EqualTo(3 * TimestampNs.PerMinute));
            Assert.That(trade.Fills, Is.EqualTo(4));
        });
    }

    [Test]
    public void OnFill_flip_splits_an_odd_fee_without_losing_a_unit()
    {
        var tracker = new PerformanceTracker(Options);
        var facts = new Facts();
        tracker.OnFill(facts.Buy(1, 1, 100));
        var flip = facts.Sell(2, 3, 100) with { Fee = new Money(10) };

        // A third of 10 units is 3 (rounded), the other trade takes 7.
        tracker.OnFill(in flip);
        tracker.OnFill(facts.Buy(3, 2, 100));

        Assert.That(tracker.ClosedTrades.Kept[0].Fees, Is.EqualTo(new Money(3)));
        Assert.That(tracker.ClosedTrades.Kept[1].Fees, Is.EqualTo(new Money(7)));
    }

    [Test]
    public void Summarize_of_opposite_positions_counts_the_trades_of_each_strategy()
    {
        var account = new PerformanceTracker(Options);
        var facts = new Facts();

        // The account is flat from minute 2 on, but each strategy still holds its own side until it closes.
        account.OnFill(facts.Buy(1, 1, 100, strategy: 1));
        account.OnFill(facts.Sell(2, 1, 100, strategy: 2));
        account.OnFill(facts.Sell(3, 1, 105, strategy: 1));
        account.OnFill(facts.Buy(4, 1, 102, strategy: 2));
        var summary = account.Summarize("all", "all", 0);

        // +5 and −2.
        Assert.That((summary.Trades, summary.WinRate, summary.NetPnl), Is.EqualTo((2, 0.5, 3m)));
    }

    [Test]
    public void Summarize_with_an_open_position_counts_its_mark_but_no_trade()
    {
        var tracker = new PerformanceTracker(Options);
        var facts = new Facts();
        tracker.OnFill(facts.Buy(1, 2, 100, 1));

        // Marked at 107: open profit 14, fees 1, net 13.
        tracker.OnMark(Facts.Minute(2), Facts.Whole(14));
        var summary = tracker.Summarize("s", "i", 0);

        Assert.That((summary.NetPnl, summary.UnrealizedPnl, summary.RealizedPnl, summary.Trades),
            Is.EqualTo((13m, 14m, 0m, 0L)));
    }

    [Test]
    public void Summarize_with_a_position_and_no_later_equity_is_refused()
    {
        var tracker = new PerformanceTracker(Options);
        tracker.OnEquity(Facts.Minute(0), Facts.Whole(1_000));
        tracker.OnFill(new Facts().Buy(1, 1, 100));

        Assert.That(() => tracker.Summarize("s", "i", 0), Throws.InvalidOperationException);
    }

    [Test]
    public void Summarize_of_nothing_leaves_every_ratio_undefined()
    {
        var summary = new PerformanceTracker(Options).Summarize("s", "i", 0);

        Assert.That(
            new object?[]
            {
                summary.WinRate, summary.ProfitFactor, summary.Sharpe, summary.Sortino, summary.Calmar,
                summary.Expectancy, summary.MakerShare, summary.ExposurePct, summary.VolatilityPct,
            },
            Is.All.Null);
    }

    [Test]
    public void Constructor_without_capital_is_refused() =>
        Assert.That(() => new PerformanceTracker(Options with { Capital = Money.Zero }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Sums_of_trades_and_of_money_are_the_net_profit_when_flat()
    {
        var step = from lots in Gen.Choose(-5, 5).Where(lots => lots != 0)
                   from price in Gen.Choose(90, 110)
                   from fee in Gen.Choose(-1, 3)
                   from instrument in Gen.Choose(0, 1)
                   select (lots, price, fee, instrument);

        return Prop.ForAll(step.ArrayOf().ToArbitrary(), steps =>
        {
            var tracker = new PerformanceTracker(Options);
            FillAndFlatten(tracker, steps);
            var summary = tracker.Summarize("s", "i", 0);

            return summary.NetPnl == (decimal)tracker.Trades.Sum.Value / Money.Scale
                && summary.NetPnl == summary.GrossPnl - summary.Fees + summary.Funding
                && summary.UnrealizedPnl == 0
                && summary.MaxDrawdownPct >= 0;
        });
    }

    private static void FillAndFlatten(
        PerformanceTracker tracker, (int Lots, int Price, int Fee, int Instrument)[] steps)
    {
        var facts = new Facts();
        var held = new long[2];
        var minute = 0;
        foreach (var (lots, price, fee, instrument) in steps)
        {
            tracker.OnFill(facts.Buy(++minute, lots, price, fee, instrument));
            held[instrument] += lots;
        }

        for (var instrument = 0; instrument < held.Length; instrument++)
        {
            if (held[instrument] != 0)
            {
                tracker.OnFill(facts.Sell(++minute, held[instrument], 100, 1, instrument));
            }
        }

        tracker.OnMark(Facts.Minute(++minute), Money.Zero);
    }

    [Test]
    public void Facts_allocate_nothing_after_the_first_of_each_instrument()
    {
        var tracker = new PerformanceTracker(Options with { TradesKept = 10, EquityBuckets = 4 });
        var facts = new Facts();
        var buy = facts.Buy(0, 1, 100);
        var sell = facts.Sell(0, 1, 101);
        Run(tracker, buy, sell, 0, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(tracker, buy, sell, 100, 5_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Run(PerformanceTracker tracker, in FillFacts buy, in FillFacts sell, int from, int to)
    {
        for (var minute = from; minute < to; minute++)
        {
            tracker.OnFill(buy with { Time = Facts.Minute(minute) });
            tracker.OnFunding(Facts.Funding(minute, -1));
            tracker.OnFill(sell with { Time = Facts.Minute(minute) });
            tracker.OnMark(Facts.Minute(minute), Money.Zero);
        }
    }
}
