using Replay.Statistics;

namespace Replay.Reports;

/// <summary>The account by months and by days.</summary>
internal static class PeriodSection
{
    /// <summary>Writes it; months only where there are several.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        if (model.Months.Count > 1)
        {
            html.Open("section");
            html.Element("h2", "By month");
            FigureTableSection.Write(html, PeriodFigures.Of("Month", model.Months));
            html.Close();
        }

        if (model.Days.Count == 0)
        {
            return;
        }

        html.Open("section");
        html.Element("h2", "By day");
        var days = model.Days.Skip(Math.Max(0, model.Days.Count - ReportLimits.DayRows)).ToList();
        FigureTableSection.Write(html, PeriodFigures.Of("Day", days), isTall: days.Count > 14);
        if (days.Count < model.Days.Count)
        {
            html.Element(
                "p",
                $"The last {days.Count} of {NumberText.Count(model.Days.Count)} days are listed; the JSON has all.",
                ("class", "note"));
        }

        html.Close();
    }
}
