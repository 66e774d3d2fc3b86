namespace Replay.Reports;

/// <summary>
/// One HTML file that holds all it needs: it opens offline, in light and dark, wide and narrow, and on paper. Without
/// its script it still shows every figure and plain charts.
/// </summary>
public static class HtmlReport
{
    /// <summary>What names this engine in the head of each page that it writes.</summary>
    public const string Generator = "<meta name=\"generator\" content=\"trading engine\">";

    // Nothing is fetched, and the browser is told to hold the page to it.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        + "form-action 'none'";

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to; UTF-8. It is not closed.</param>
    /// <param name="model">What to show.</param>
    public static void Write(TextWriter output, ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(model);

        var html = new HtmlWriter(output);
        html.Raw("<!doctype html>\n");
        html.Open("html", ("lang", "en"));
        WriteHead(html, model);
        WriteBody(html, model);
        html.Close();
    }

    private static void WriteHead(HtmlWriter html, ReportModel model)
    {
        html.Open("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Raw(Generator);
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Void("link", ("rel", "icon"), ("href", "data:,"));
        html.Element("title", $"{model.Title} – {HeaderSection.Subject(model)}");
        html.Raw($"<style>\n{ReportAssets.Style}</style>\n");
        html.Close();
    }

    private static void WriteBody(HtmlWriter html, ReportModel model)
    {
        html.Open("body");
        html.Open("main");
        HeaderSection.Write(html, model);
        FigureSection.Write(html, model);
        ChartSection.WriteAccount(html, model);
        RunTableSection.Write(html, model);
        ChartSection.WriteRuns(html, model);
        ChartSection.WriteInstruments(html, model);
        ExecutionSection.Write(html, model);
        DistributionSection.Write(html, model);
        PeriodSection.Write(html, model);
        TradeSection.Write(html, model);
        FactSection.Write(html, model);
        html.Close();
        html.Raw($"<script type=\"application/json\" id=\"data\">{ChartData.Of(model)}</script>\n");
        html.Raw($"<script>\n{ReportAssets.Script}</script>\n");
        html.Close();
    }
}
