using Engine.Host.Output;
using Replay.Quality;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary>A report on data for people.</summary>
internal static class QualityScreen
{
    private const int RowsMax = 40;

    /// <summary>Prints a report.</summary>
    internal static void Print(QualityReport report, Screen screen)
    {
        if (report.SmallestLatencyNs is { } latency)
        {
            var shift = report.ClockShiftNs == 0
                ? string.Empty
                : $"; the recorder's times were shifted by {Milliseconds(report.ClockShiftNs)}";
            screen.Facts(("smallest latency", Milliseconds(latency) + shift));
        }

        if (report.IsClean)
        {
            screen.Line("data quality: nothing found");
            return;
        }

        var table = new TextTable(
            new TextColumn("data"), new TextColumn("found"), new TextColumn("times", IsNumeric: true),
            new TextColumn("worst", IsNumeric: true), new TextColumn("first", Wraps: true));
        foreach (var finding in report.Findings.Take(RowsMax))
        {
            var whose = finding.Stream.Length > 0 ? $"{finding.Instrument} {finding.Stream}" : finding.Instrument;
            table.AddRow(
                whose, QualityText.NameOf(finding.Check), NumberText.Count(finding.Count), QualityText.WorstOf(finding),
                finding.Note is { } note ? $"{QualityText.FirstOf(finding)}: {note}" : QualityText.FirstOf(finding));
        }

        screen.Heading("data quality");
        screen.Table(table);
        var more = report.Findings.Count - Math.Min(report.Findings.Count, RowsMax) + report.FindingsLeftOut;
        if (more > 0)
        {
            screen.Line($"and {NumberText.Count(more)} more; --json has them");
        }
    }

    private static string Milliseconds(long nanoseconds) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.######} ms");
}
