using System.Text;
using Replay.Import;
using Replay.Import.Csv;
using Tests.Support;

namespace Tests.Replay.Import;

internal sealed class CsvQuoteTests : ImportFixture
{
    private const string Header = "ts,price,qty,note\n";

    [TestCase("\"1,000.5\",1,x", "'1,000.5' in 'price' is not a decimal number")]
    [TestCase("\"5,7,9\",1000,1", "'5,7,9' in 'price' is not a decimal number")]
    [TestCase("\"5\"\"\",1000,1", "'5\"' in 'price' is not a decimal number")]
    [TestCase("5,1,\"open", "a quote is not closed")]
    [TestCase("5,\"1,x", "a quote is not closed")]
    [TestCase("5,1,\"two\nlines\"", "a quote is not closed")]
    [TestCase("5,1,so\"so", "a quote stands inside a field")]
    [TestCase("5,1,\"so\"so", "a quote stands inside a field")]
    public void Run_row_with_quotes_that_say_no_number_is_refused_by_its_row(string row, string problem)
    {
        var file = Write("t.csv", $"{Header}1700000000000,4,1,x\n1700000000000,{row}\n");

        var refusal = Refusal(Trades(file));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData));
        Assert.That(refusal.Message, Does.Contain("t.csv, row 3: ").And.Contain(problem));
    }

    [TestCase("\"1700000000000\",\"5\",\"1\",\"a,b\"")]
    [TestCase("1700000000000, \"5\" ,1,\"say \"\"a\"\", b\"")]
    [TestCase("1700000000000,5,1,\"\"")]
    public void Run_quoted_fields_are_read_without_their_quotes(string row)
    {
        var trade = Import(Trades(Write("t.csv", $"{Header}{row}\n"))).Data.Single().Trade;

        Assert.That((trade.Price.Value, trade.Quantity.Value), Is.EqualTo((50L, 1000L)));
    }

    [Test]
    public void Run_separator_inside_a_quoted_field_does_not_shift_columns()
    {
        var file = Write("t.csv", "ts,\"note, free\",price,qty\n1700000000000,\"5,7,9\",8,1\n");

        Assert.That(Import(Trades(file)).Data.Single().Trade.Price.Value, Is.EqualTo(80L));
    }

    [Test]
    public void Run_header_with_an_open_quote_is_refused()
    {
        var refusal = Refusal(Trades(Write("t.csv", "ts,price,\"qty\n1700000000000,8,1\n")));

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.BadData));
        Assert.That(refusal.Message, Does.Contain("row 1: a quote is not closed"));
    }

    [Test]
    public void Run_lenient_leaves_out_rows_with_an_open_quote_and_counts_them()
    {
        var file = Write("t.csv", Header + "1700000000000,\"5,1,x\n1700000000000,6,1,x\n");

        var sink = Import(Trades(file) with { IsLenient = true }, out var summary);

        Assert.That((sink.Data.Single().Trade.Price.Value, summary.Refused), Is.EqualTo((60L, 1L)));
    }

    [Test]
    public void Set_row_without_quotes_allocates_nothing()
    {
        var line = Encoding.UTF8.GetBytes("1700000000000,5,1,x");
        using var file = CsvFile.Open(
            Write("t.csv", Header + "1700000000000,5,1,x\n"), CsvSchema.Usual(CsvKind.Trades, TimeUnit.Auto), null);

        Assert.That(Allocations.Least(() => file.Row.Set(line, 2)), Is.Zero);
    }

    private static ImportRequest Trades(string file) => Csv(CsvKind.Trades, file);
}
