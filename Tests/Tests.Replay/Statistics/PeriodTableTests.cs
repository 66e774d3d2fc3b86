using Engine.Model.Units;
using Replay.Statistics;

namespace Tests.Replay.Statistics;

public sealed class PeriodTableTests
{
    private const long DayMinutes = 24 * 60;

    [Test]
    public void Rows_agree_with_two_days_worked_by_hand()
    {
        // Day 0: 1,000 → 1,020 → 1,010 at midnight, which closes it. Day 1: → 990 → 1,000.
        // Trade 1 buys 1 at 100 and sells at 110 in day 0, fees 1 + 1; trade 2 sells 1 at 110 and buys at 115 in day 1.
        var days = new PeriodTable(isMonth: false);
        var facts = new Facts();
        var tracker = new PerformanceTracker(new StatisticsOptions { Capital = Facts.Whole(1_000) });
        days.OnEquity(Facts.Minute(0), Facts.Whole(1_000));
        Fill(days, tracker, facts.Buy(1, 1, 100, 1));
        Fill(days, tracker, facts.Sell(2, 1, 110, 1));
        days.OnEquity(Facts.Minute(60), Facts.Whole(1_020));
        days.OnEquity(Facts.Minute(DayMinutes), Facts.Whole(1_010));
        Fill(days, tracker, facts.Sell(DayMinutes + 1, 1, 110));
        Fill(days, tracker, facts.Buy(DayMinutes + 2, 1, 115));
        days.OnEquity(Facts.Minute(DayMinutes + 60), Facts.Whole(990));
        days.OnEquity(Facts.Minute(DayMinutes + 120), Facts.Whole(1_000));

        var rows = days.ToRows();

        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(row => row.Period), Is.EqualTo(new[] { "1970-01-01", "1970-01-02" }));
            Assert.That(rows.Select(row => row.NetPnl), Is.EqualTo(new[] { 10m, -10m }));
            Assert.That(rows[0].ReturnPct, Is.EqualTo(1).Within(1e-12));
            Assert.That(rows[1].ReturnPct, Is.EqualTo(-10 / 1_010.0 * 100).Within(1e-12));
            Assert.That(rows[0].MaxDrawdownPct, Is.EqualTo(10 / 1_020.0 * 100).Within(1e-12));
            Assert.That(rows[1].MaxDrawdownPct, Is.EqualTo(20 / 1_010.0 * 100).Within(1e-12));
            Assert.That(rows.Select(row => row.Trades), Is.EqualTo(new[] { 1, 1 }));
            Assert.That(rows.Select(row => row.WinRate), Is.EqualTo(new[] { 1.0, 0.0 }));
            Assert.That(rows.Select(row => row.Fees), Is.EqualTo(new[] { 2m, 0m }));
            Assert.That(rows.Select(row => row.Turnover), Is.EqualTo(new[] { 210m, 225m }));
            Assert.That(rows.Select(row => row.Fills), Is.EqualTo(new[] { 2, 2 }));
        });
    }

    [Test]
    public void Months_end_where_the_calendar_says()
    {
        var months = new PeriodTable(isMonth: true);
        months.OnEquity(Facts.Minute(0), Facts.Whole(100));
        months.OnEquity(Facts.Minute(31 * DayMinutes), Facts.Whole(110));
        months.OnEquity(Facts.Minute((31 * DayMinutes) + 1), Facts.Whole(120));
        months.OnEquity(Facts.Minute((31 + 28 + 5) * DayMinutes), Facts.Whole(90));

        Assert.That(months.ToRows().Select(row => (row.Period, row.NetPnl)),
            Is.EqualTo(new[] { ("1970-01", 10m), ("1970-02", 10m), ("1970-03", -30m) }));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Days_add_up_to_the_whole(ushort[] gaps, short[] moves)
    {
        var days = new PeriodTable(isMonth: false);
        var (minute, equity) = (0L, 1_000_000L);
        days.OnEquity(Facts.Minute(0), new Money(equity));
        foreach (var (gap, move) in gaps.Zip(moves))
        {
            equity += move;
            days.OnEquity(Facts.Minute(minute += gap % 3_000), new Money(equity));
        }

        return days.ToRows().Sum(row => row.NetPnl) == (equity - 1_000_000L) / (decimal)Money.Scale;
    }

    private static void Fill(PeriodTable days, PerformanceTracker tracker, in FillFacts fill)
    {
        days.OnFill(in fill);
        if (tracker.OnFill(in fill, out var closed))
        {
            days.OnTrade(in closed);
        }
    }
}
