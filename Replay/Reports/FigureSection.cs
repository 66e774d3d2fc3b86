using Replay.Statistics;

namespace Replay.Reports;

/// <summary>The account's figures: six large, the rest small.</summary>
internal static class FigureSection
{
    /// <summary>The style class of a tone; empty for none.</summary>
    public static string ClassOf(CellTone tone) => tone switch
    {
        CellTone.Gain => "gain",
        CellTone.Loss => "loss",
        CellTone.Absent => "absent",
        _ => string.Empty,
    };

    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        var summary = model.Account.Summary;
        html.Open("section", ("aria-label", "Key figures"));
        html.Open("dl", ("class", "headline"));
        foreach (var figure in KeyFigures.Headline(summary))
        {
            html.Open("div", ("title", figure.Explanation));
            html.Element("dt", figure.Name);
            html.Element("dd", figure.Cell.Text, ("class", ClassOf(figure.Cell.Tone)));
            html.Element("dd", figure.Note, ("class", "note"));
            html.Close();
        }

        html.Close();
        html.Open("dl", ("class", "details"));
        foreach (var figure in KeyFigures.Details(summary))
        {
            html.Open("div", ("title", figure.Explanation));
            html.Element("dt", figure.Name);
            html.Element("dd", figure.Cell.Text, ("class", ClassOf(figure.Cell.Tone)));
            html.Close();
        }

        html.Close();
        html.Close();
    }
}
