using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Reports;

/// <summary>
/// The charts. Each is a plain picture that the page's script replaces by one with axes, a crosshair and zoom.
/// </summary>
internal static class ChartSection
{
    private const int StaticPoints = 240;

    /// <summary>Writes equity and drawdown of the account.</summary>
    public static void WriteAccount(HtmlWriter html, ReportModel model)
    {
        html.Open("section");
        html.Element("h2", "Equity");
        WriteChart(html, "equity", "Equity of the account", Line(model.Account.Curve.Equity));
        html.Element("h2", "Drawdown");
        WriteChart(html, "underwater", "Drawdown of the account", Line(model.Account.Curve.Drawdown, isFlipped: true));
        html.Close();
    }

    /// <summary>Writes the profit of each run over time; nothing where there is one run only.</summary>
    public static void WriteRuns(HtmlWriter html, ReportModel model)
    {
        if (model.Runs.Count < 2)
        {
            return;
        }

        html.Open("section");
        html.Element("h2", "Net P&L by strategy and instrument");
        var drawn = ChartData.RunsDrawn(model);
        var all = drawn.SelectMany(run => ChartPoints.Thinned(run.Curve.Equity, StaticPoints)).ToList();
        all.Sort((left, right) => left.Time.CompareTo(right.Time));
        var chart = new StaticChart(all);
        foreach (var run in drawn)
        {
            chart.Line(ChartPoints.Thinned(run.Curve.Equity, StaticPoints), "line");
        }

        WriteChart(html, "runs", "Net P&L of each run", chart);
        if (model.Runs.Count > drawn.Count)
        {
            html.Element("p", $"The {drawn.Count} runs with the largest result of {model.Runs.Count} are drawn.",
                ("class", "note"));
        }

        html.Close();
    }

    /// <summary>Writes price and fills of each instrument.</summary>
    public static void WriteInstruments(HtmlWriter html, ReportModel model)
    {
        if (model.Instruments.Count == 0)
        {
            return;
        }

        var drawn = ChartData.InstrumentsDrawn(model);
        html.Open("section");
        html.Element("h2", "Price and fills");
        for (var index = 0; index < drawn.Count; index++)
        {
            WriteInstrument(html, model, drawn[index], index);
        }

        if (model.Instruments.Count > drawn.Count)
        {
            html.Element("p", $"The {drawn.Count} instruments with most fills of {model.Instruments.Count} are drawn.",
                ("class", "note"));
        }

        html.Close();
    }

    private static void WriteInstrument(HtmlWriter html, ReportModel model, InstrumentSection section, int index)
    {
        var fills = section.Fills.Marks;
        var every = fills.Stride * ChartData.FillStep(model, section);
        html.Open("figure");
        html.Open("figcaption");
        html.Element("h3", section.Instrument.Name);
        html.Element("span", every == 1
            ? $"{NumberText.Count(fills.SeenCount)} fills"
            : $"every {NumberText.Ordinal(every)} of {NumberText.Count(fills.SeenCount)} fills",
            ("class", "note"));
        html.Close();

        var line = ChartPoints.Thinned(section.Prices.Ticks, StaticPoints);
        var chart = new StaticChart(line).Line(line, "line");
        var sample = Sample(fills.Kept);
        chart.Dots(PointsOf(sample, Side.Bid), "dot buy").Dots(PointsOf(sample, Side.Ask), "dot sell");
        WriteChart(html, $"price-{index}", $"Price of {section.Instrument.Name} with fills", chart);
        html.Close();
    }

    private static List<FillMark> Sample(ReadOnlySpan<FillMark> marks)
    {
        var step = Math.Max(1, (marks.Length + StaticPoints - 1) / StaticPoints);
        var sample = new List<FillMark>();
        for (var index = 0; index < marks.Length; index += step)
        {
            sample.Add(marks[index]);
        }

        return sample;
    }

    private static IEnumerable<ChartPoint> PointsOf(List<FillMark> marks, Side side) =>
        marks.Where(mark => mark.Side == side).Select(mark => new ChartPoint(mark.Time, mark.Price.Value));

    private static StaticChart Line(DecimatedSeries series, bool isFlipped = false)
    {
        var points = ChartPoints.Thinned(series, StaticPoints);
        if (isFlipped)
        {
            points = [.. points.Select(point => point with { Value = -point.Value })];
        }

        return new StaticChart(points).Line(points, "line");
    }

    private static void WriteChart(HtmlWriter html, string name, string label, StaticChart chart)
    {
        html.Open("div", ("class", "chart"), ("data-chart", name));
        html.Raw(chart.ToSvg("plain", label));
        html.Close();
    }
}
