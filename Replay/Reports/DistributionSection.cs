using System.Globalization;
using Replay.Statistics;

namespace Replay.Reports;

/// <summary>How the profits and the lengths of trades are spread: bars, each with its numbers as a tooltip.</summary>
internal static class DistributionSection
{
    /// <summary>Writes it; nothing without closed trades.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        if (model.Distribution.Count == 0)
        {
            return;
        }

        html.Open("section", ("class", "facts-pair"));
        html.Open("div");
        html.Element("h2", "Net P&L of the trades");
        WriteBars(html, model.Distribution.ProfitBins(), ProfitEdge, bin => bin.To <= 0 ? "loss-bar" : "gain-bar");
        html.Element(
            "p", $"{NumberText.Count(model.Distribution.Count)} closed trades, after costs, in quote currency.",
            ("class", "note"));
        html.Close();
        html.Open("div");
        html.Element("h2", "How long they were held");
        WriteBars(html, model.Distribution.DurationBins(), DurationEdge, _ => "bar");
        html.Element(
            "p", $"Half of them no longer than {NumberText.Duration(model.Distribution.MedianHeldSeconds ?? 0)}.",
            ("class", "note"));
        html.Close();
        html.Close();
    }

    private static void WriteBars(
        HtmlWriter html, IReadOnlyList<HistogramBin> bins, Func<double, string> edge, Func<HistogramBin, string> style)
    {
        var most = Math.Max(1, bins.Max(bin => bin.Count));
        html.Open("div", ("class", "bars"));
        html.Element("span", NumberText.Count(most), ("class", "scale"));
        for (var index = 0; index < bins.Count; index++)
        {
            var bin = bins[index];
            var share = (100.0 * bin.Count / most).ToString("0.##", CultureInfo.InvariantCulture);
            html.Open("div", ("class", "slot"), ("title", $"{Range(bin, edge)}: {NumberText.Count(bin.Count)} trades"));
            html.Element(
                "i", string.Empty, ("class", bin.Count > 0 ? $"{style(bin)} some" : style(bin)),
                ("style", $"height:{share}%"));
            var isNamed = bin.To is not null && (bins.Count <= 12 || IsRound(bins, index));
            html.Element("span", isNamed ? edge(bin.To!.Value) : string.Empty);
            html.Close();
        }

        html.Close();
    }

    /// <summary>Of many edges every fourth is named, counted from zero.</summary>
    private static bool IsRound(IReadOnlyList<HistogramBin> bins, int index)
    {
        var zero = 0;
        while (zero < bins.Count && !(bins[zero].To > -1e-12))
        {
            zero++;
        }

        return (index - zero) % 4 == 0;
    }

    private static string Range(HistogramBin bin, Func<double, string> edge) => (bin.From, bin.To) switch
    {
        (null, { } to) => $"up to {edge(to)}",
        ({ } from, null) => $"above {edge(from)}",
        ({ } from, { } to) => $"{edge(from)} to {edge(to)}",
        _ => "all",
    };

    private static string DurationEdge(double seconds) =>
        seconds < 60 ? $"{seconds.ToString("0", CultureInfo.InvariantCulture)}s" : NumberText.Duration(seconds);

    private static string ProfitEdge(double amount) =>
        Math.Abs(amount) < 1e-12 ? "0" : ((decimal)amount).ToString("#,##0.########", CultureInfo.InvariantCulture);
}
