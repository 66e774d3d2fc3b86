using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Replay.Reports;

namespace Tests.Replay.Reports;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "</script></style><img src=x onerror=\"alert('1')\">&\u202E\0";

    [TestCase(10, 1)]
    [TestCase(10, 3)]
    [TestCase(0, 1)]
    [TestCase(0, 0)]
    public void Write_closes_every_element_it_opens(int fills, int instruments) =>
        Assert.That(Markup.FirstFault(Html(Models.Of(fills, instruments))), Is.Null);

    [Test]
    public void Write_of_hostile_text_stays_sound() =>
        Assert.That(Markup.FirstFault(Html(Models.Of(10, 2, Hostile, Hostile))), Is.Null);

    [Test]
    public void Write_escapes_text_from_outside_everywhere()
    {
        var html = Html(Models.Of(10, 2, Hostile, Hostile));

        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Not.Contain("<img"));
            Assert.That(html, Does.Not.Contain("onerror=\""));
            Assert.That(html, Does.Not.Contain("\u202E").And.Not.Contain("\0"));
            Assert.That(html, Does.Contain(
                "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;\uFFFD\uFFFD"));

            // The data, the script, and no third.
            Assert.That(Regex.Count(html, "</script>"), Is.EqualTo(2));
        });
    }

    [Test]
    public void Write_names_no_address_outside_the_file()
    {
        var html = Html(Models.Of());

        Assert.That(html, Does.Not.Contain("://").And.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(Addresses().Matches(html).Select(match => match.Groups["address"].Value),
            Is.All.EqualTo("data:,"));
    }

    [Test]
    public void Write_of_the_same_run_twice_gives_the_same_bytes()
    {
        var first = Html(Models.Of(40, 3));
        var second = Html(Models.Of(40, 3));

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Write_embeds_the_numbers_as_one_json_document()
    {
        using var document = Data(Html(Models.Of(fills: 10)));
        var instrument = document.RootElement.GetProperty("instruments")[0];

        Assert.Multiple(() =>
        {
            Assert.That(instrument.GetProperty("name").GetString(), Is.EqualTo("binance-usdm:SYM0"));
            Assert.That(instrument.GetProperty("complete").GetBoolean(), Is.True);

            // Five numbers for each of ten fills, and for each of ten candles.
            Assert.That(instrument.GetProperty("fills").GetArrayLength(), Is.EqualTo(50));
            Assert.That(instrument.GetProperty("candles").GetArrayLength(), Is.EqualTo(50));
        });
    }

    [Test]
    public void Write_says_how_many_fills_and_trades_it_leaves_out()
    {
        var html = Html(Models.Of(fills: 2_500));

        // 2,500 fills are 1,250 trades; the series has room for 2,000 fills, the tracker for 500 trades.
        Assert.That(html, Does.Contain("every 2nd of 2,500 fills"));
        Assert.That(html, Does.Contain("The first 500 of 1,250 closed trades"));
    }

    [Test]
    public void Write_of_many_long_runs_stays_under_two_megabytes()
    {
        var html = Html(Models.Of(fills: 3_000, instruments: 40));

        Assert.That(Encoding.UTF8.GetByteCount(html), Is.LessThan(2_000_000));
    }

    [Test]
    public void Write_shows_pictures_where_no_script_runs() =>
        Assert.That(Regex.Count(Html(Models.Of()), "class=\"plain\""), Is.EqualTo(3));

    [Test]
    public void Write_shows_execution_distribution_days_and_data_quality()
    {
        var html = Html(Models.Of(fills: 100));

        Assert.Multiple(() =>
        {
            // 1.5 earned at once, a second later 0.5 of it is gone.
            Assert.That(html, Does.Contain("maker, at once: 1.50 bps").And.Contain("maker, after 1 s: 1.00 bps"));
            Assert.That(html, Does.Contain("50 closed trades, after costs"));
            Assert.That(html, Does.Contain("<td>1970-01-01</td>"));
            Assert.That(html, Does.Contain("<li>2 gaps</li>"));
            Assert.That(html, Does.Contain("5.0ms"));
        });
    }

    [Test]
    public void Write_states_identity_and_assumptions_before_the_first_figure()
    {
        var html = Html(Models.Of());

        Assert.That(html.IndexOf("0000000000000abc", StringComparison.Ordinal), Is.GreaterThan(0)
            .And.LessThan(html.IndexOf("Net P&amp;L", StringComparison.Ordinal)));
        Assert.That(html.IndexOf("Assumptions", StringComparison.Ordinal), Is.GreaterThan(0)
            .And.LessThan(html.IndexOf("Net P&amp;L", StringComparison.Ordinal)));
    }

    [GeneratedRegex("(src|href)=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Addresses();

    private static string Html(ReportModel model)
    {
        using var writer = new StringWriter();
        HtmlReport.Write(writer, model);
        return writer.ToString();
    }

    private static JsonDocument Data(string html)
    {
        const string opening = "<script type=\"application/json\" id=\"data\">";
        var start = html.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return JsonDocument.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)]);
    }
}
