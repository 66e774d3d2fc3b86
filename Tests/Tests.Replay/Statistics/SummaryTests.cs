using System.Text.Json;
using Replay.Statistics;

namespace Tests.Replay.Statistics;

public sealed class SummaryTests
{
    private static PerformanceSummary Sample()
    {
        var tracker = new PerformanceTracker(new StatisticsOptions { Capital = Facts.Whole(1_000_000) });
        var facts = new Facts();
        tracker.OnFill(facts.Buy(0, 1_000, 100, 12));
        tracker.OnFill(facts.Sell(60, 1_000, 101, 12));
        tracker.OnMark(Facts.Minute(61), default);
        return tracker.Summarize("market-maker", "binance-usdm:BTCUSDT", 0x0123456789abcdef);
    }

    [Test]
    public void Json_has_the_keys_that_checks_read_first_and_in_order()
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(Sample()));

        Assert.That(document.RootElement.EnumerateObject().Select(property => property.Name).Take(14), Is.EqualTo(new[]
        {
            "strategy", "instrument", "netPnl", "returnPct", "fees", "funding", "trades", "winRate", "profitFactor",
            "sharpe", "sortino", "calmar", "maxDrawdownPct", "digest",
        }));
    }

    [Test]
    public void Json_shows_money_as_numbers_and_undefined_ratios_as_null()
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(Sample()));
        var root = document.RootElement;

        // 1,000 × (101 − 100) − 24 = 976.
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("netPnl").GetRawText(), Is.EqualTo("976"));
            Assert.That(root.GetProperty("profitFactor").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(root.GetProperty("winRate").GetDouble(), Is.EqualTo(1));
            Assert.That(root.GetProperty("digest").GetString(), Is.EqualTo("0123456789abcdef"));
        });
    }

    [Test]
    public void Table_has_a_cell_for_every_column()
    {
        var table = SummaryTable.Of([Sample()]);

        Assert.That(table.Rows[0], Has.Count.EqualTo(SummaryTable.Columns.Count));
    }

    [Test]
    public void Table_marks_gains_and_undefined_figures()
    {
        var row = SummaryTable.Of([Sample()]).Rows[0];
        var names = SummaryTable.Columns.Select(column => column.Name).ToList();

        Assert.That(row[names.IndexOf("Net P&L")], Is.EqualTo(new SummaryCell("976.00", CellTone.Gain, 976)));
        Assert.That(row[names.IndexOf("Calmar")], Is.EqualTo(new SummaryCell("–", CellTone.Absent)));
    }

    [Test]
    public void Warnings_name_few_trades_and_nothing_that_is_not_so() =>
        Assert.That(SummaryWarnings.Of(Sample()), Is.EqualTo(new[]
        {
            "too few closed trades to judge by: 1, where 100 is a beginning",
        }));

    [Test]
    public void Warnings_name_costs_that_eat_the_profit_and_profit_that_is_still_open()
    {
        var summary = Sample() with { Trades = 200, GrossPnl = 5, NetPnl = -1, UnrealizedPnl = 2 };

        Assert.That(SummaryWarnings.Of(summary), Is.EqualTo(new[]
        {
            "2.00 of the profit is open at the end: it is marked, not traded",
            "costs turn a gross profit of 5.00 into a loss",
        }));
    }

    [TestCase("1234567.891", "1,234,567.89")]
    [TestCase("-0.5", "-0.50")]
    [TestCase("0.01234", "0.0123")]
    [TestCase("0", "0.00")]
    [TestCase("-0.00000001", ">-0.0001")]
    public void Money_is_written_with_thousands_and_enough_places(string amount, string text) =>
        Assert.That(NumberText.Money(decimal.Parse(amount)), Is.EqualTo(text));

    [TestCase(0.0000123, "12µs")]
    [TestCase(0.25, "250.0ms")]
    [TestCase(42.04, "42.0s")]
    [TestCase(3_599.99, "59m 59s")]
    [TestCase(3_600, "1h")]
    [TestCase(1_641_600, "19d")]
    public void Duration_shows_the_two_largest_units(double seconds, string text) =>
        Assert.That(NumberText.Duration(seconds), Is.EqualTo(text));

    [TestCase(-0.001, "0.00")]
    [TestCase(12_345.678, "12,345.68")]
    [TestCase(1e15, "1.00E+15")]
    public void Ratio_is_written_without_minus_zero_and_without_overflow(double value, string text) =>
        Assert.That(NumberText.Ratio(value), Is.EqualTo(text));
}
