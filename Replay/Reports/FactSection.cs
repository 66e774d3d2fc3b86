using Replay.Statistics;

namespace Replay.Reports;

/// <summary>Facts of the data, how the figures are made, and the configuration.</summary>
internal static class FactSection
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        WriteQuality(html, model.DataQuality);
        html.Open("section");
        html.Open("div", ("class", "facts-pair"));
        if (model.DataFacts.Count > 0)
        {
            WriteList(html, "Data", model.DataFacts, string.Empty);
        }

        if (model.Trouble.Count > 0)
        {
            WriteList(html, "Trouble", model.Trouble, string.Empty);
        }

        WriteList(html, "How the figures are made", Methods(model.Account.Summary), string.Empty);
        html.Close();
        WriteConfiguration(html, model.Configuration);
        html.Close();
    }

    /// <summary>Writes names and values under a heading.</summary>
    public static void WriteList(HtmlWriter html, string heading, IEnumerable<ReportFact> facts, string valueClass)
    {
        html.Open("div", ("class", "facts"));
        html.Element("h2", heading);
        html.Open("dl");
        foreach (var fact in facts)
        {
            html.Element("dt", fact.Name);
            html.Element("dd", fact.Value, ("class", valueClass));
        }

        html.Close();
        html.Close();
    }

    private static ReportFact[] Methods(PerformanceSummary summary)
    {
        var period = NumberText.Duration(summary.SamplingSeconds);
        var samples = NumberText.Count(summary.ReturnSamples);
        return
        [
            new("Trade", "From flat to flat, or to the flip, of one strategy in one instrument; won or lost after fees "
                + "and funding."),
            new("Returns", $"Equity cut every {period} from the first price on; {samples} returns. What is left is "
                + "a return of its own length, or joined to the last where it is less than half a period."),
            new("Sharpe, Sortino", "Mean return by the sample standard deviation, and by the downside deviation below "
                + "zero over all returns; times the root of the periods in a year of 365 days; risk-free rate 0. Not "
                + "from fewer than 24 returns, and not where they would contradict the profit."),
            new("Calmar", "Compound annual growth by maximum drawdown, over the whole run; not below one day."),
            new("Drawdown", "On the samples of equity, the first peak being the capital."),
            new("Charts", "Thinned to even stretches of time; first, last, lowest and highest stay exact."),
            new(NumberText.Absent, "Not defined for this run."),
        ];
    }

    private static void WriteQuality(HtmlWriter html, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        html.Open("section");
        html.Element("h2", "Data quality");
        html.Open("ul", ("class", "lines"));
        foreach (var line in lines.Take(ReportLimits.Warnings))
        {
            html.Element("li", line);
        }

        html.Close();
        html.Close();
    }

    private static void WriteConfiguration(HtmlWriter html, string configuration)
    {
        if (configuration.Length == 0)
        {
            return;
        }

        html.Open("details");
        html.Element("summary", "Configuration");
        html.Element("pre", configuration.Length <= ReportLimits.ConfigurationLength
            ? configuration
            : configuration[..ReportLimits.ConfigurationLength] + "\n(cut here)");
        html.Close();
    }
}
