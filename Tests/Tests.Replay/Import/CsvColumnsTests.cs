using Replay.Import;

namespace Tests.Replay.Import;

internal sealed class CsvColumnsTests : ImportFixture
{
    private const string Row = "1700000000000,5,1,2\n";

    [TestCase("price=price", "price=qty")]
    [TestCase("price=#1", "px=#1")]
    public void Run_field_that_is_given_two_columns_is_refused(string first, string second)
    {
        var file = Write("t.csv", "ts,price,qty,x\n" + Row);

        var refusal = Refusal(Csv(CsvKind.Trades, file, first, second));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.Usage));
        Assert.That(refusal.Message, Does.StartWith("--columns: 'price' is given twice"));
    }

    [TestCase("ts,price,qty,price", "'price'")]
    [TestCase("ts,price,qty,Price", "'price'")]
    [TestCase("ts,price,qty,qty", "'qty'")]
    [TestCase("ts,price,x,x", "'x'", "quantity=x")]
    public void Run_header_that_names_a_wanted_column_twice_is_refused(
        string header, string name, params string[] columns)
    {
        var file = Write("t.csv", header + "\n" + Row);

        var refusal = Refusal(Csv(CsvKind.Trades, file, columns));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData));
        Assert.That(refusal.Message, Does.Contain($"t.csv, row 1: its header names the column {name} twice"));
    }

    [Test]
    public void Run_header_that_names_a_column_twice_is_read_where_it_is_not_wanted_or_named_by_place()
    {
        var file = Write("t.csv", "ts,price,price,qty,x,x\n1700000000000,5,6,1,0,0\n");

        var trade = Import(Csv(CsvKind.Trades, file, "price=#2")).Data.Single().Trade;

        Assert.That(trade.Price.Value, Is.EqualTo(60L));
    }

    [TestCase(CsvKind.Funding, "time,rate", "{0}")]
    [TestCase(CsvKind.Mark, "time,mark,rate", "100,{0}")]
    public void Run_funding_rate_beyond_one_is_refused_or_counted(CsvKind kind, string header, string form)
    {
        var rows = new[] { "1", "-1", "1.0000000001", "-2" }.Select((rate, i) =>
            $"{1_700_000_000_000 + i}," + string.Format(null, form, rate) + "\n");
        var request = Csv(kind, Write("f.csv", header + "\n" + string.Concat(rows)));

        var refusal = Refusal(request);
        var sink = Import(request with { IsLenient = true }, out var summary);

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData));
        Assert.That(refusal.Message, Does.Contain("row 4: '1.0000000001' in 'rate' is a rate beyond ±100 %"));
        Assert.That((sink.Data.Length, summary.Refused), Is.EqualTo((2, 2L)));
    }
}
