using System.Globalization;
using Engine.Model.Units;
using Journal.Rendering;

namespace Replay.Quality;

/// <summary>Findings in words.</summary>
public static class QualityText
{
    /// <summary>What a check is called in a table.</summary>
    public static string NameOf(QualityCheck check) => check switch
    {
        QualityCheck.RowRefused => "rows left out",
        QualityCheck.TimeBackwards => "time going backwards",
        QualityCheck.Duplicate => "duplicates",
        QualityCheck.MissingBars => "missing bars",
        QualityCheck.Silence => "silences",
        QualityCheck.MissingIds => "missing ids",
        QualityCheck.FeedGap => "gaps of the feed",
        QualityCheck.Crossed => "crossed prices",
        QualityCheck.Outlier => "price jumps",
        QualityCheck.NotPositive => "values not positive",
        QualityCheck.NegativeLatency => "negative latencies",
        QualityCheck.Overlap => "files that overlap",
        _ => check.ToString(),
    };

    /// <summary>The worst of a finding with its unit; empty where that says nothing.</summary>
    public static string WorstOf(QualityFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Check switch
        {
            QualityCheck.TimeBackwards or QualityCheck.Silence or QualityCheck.NegativeLatency
                or QualityCheck.Overlap => Duration(finding.Worst),
            QualityCheck.MissingBars => Count(finding.Worst, "bar"),
            QualityCheck.MissingIds => Count(finding.Worst, "id"),
            QualityCheck.FeedGap when finding.Worst > 0 => Count(finding.Worst, "message"),
            QualityCheck.Crossed => finding.Worst == 0 ? "locked" : Count(finding.Worst, "tick"),
            QualityCheck.Outlier => (finding.Worst / 100.0).ToString("0.##", CultureInfo.InvariantCulture) + " %",
            _ => string.Empty,
        };
    }

    /// <summary>Where and when a finding occurred first.</summary>
    public static string FirstOf(QualityFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var place = finding.File is { } file ? $"{file}, row {finding.FirstRow}" : $"event {finding.FirstRow}";
        return finding.FirstTimeNs > 0 ? $"{IsoTime.Format(finding.FirstTime)} ({place})" : place;
    }

    /// <summary>A sentence for each check and instrument: files are added up.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isOfInterest">Which instruments are wanted; findings of no instrument always are.</param>
    public static IEnumerable<string> Sentences(QualityReport report, Func<string, bool> isOfInterest)
    {
        ArgumentNullException.ThrowIfNull(report);
        var groups = report.Findings
            .Where(finding => finding.Instrument.Length == 0 || isOfInterest(finding.Instrument))
            .GroupBy(finding => (finding.Check, finding.Instrument));
        foreach (var group in groups)
        {
            var first = group.MinBy(finding => finding.FirstTimeNs)!;
            var worst = group.MaxBy(finding => finding.Worst)!;
            var count = group.Sum(finding => finding.Count);
            var sum = group.Sum(finding => finding.Sum);
            var amount = sum > 0 ? $"{Number(sum)} in {Number(count)} places" : Number(count);
            var bad = WorstOf(worst) is { Length: > 0 } text ? $", at worst {text}" : string.Empty;
            var whose = group.Key.Instrument.Length > 0 ? $"{group.Key.Instrument}: " : string.Empty;
            yield return $"data: {whose}{NameOf(group.Key.Check)}: {amount}{bad}, first {FirstOf(first)}";
        }
    }

    private static string Count(long count, string unit) => $"{Number(count)} {unit}{(count == 1 ? "" : "s")}";

    private static string Number(long count) =>
        count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Duration(long nanoseconds)
    {
        var seconds = nanoseconds / (double)TimestampNs.PerSecond;
        return seconds switch
        {
            >= 86_400 => (seconds / 86_400).ToString("0.#", CultureInfo.InvariantCulture) + " d",
            >= 3_600 => (seconds / 3_600).ToString("0.#", CultureInfo.InvariantCulture) + " h",
            >= 60 => (seconds / 60).ToString("0.#", CultureInfo.InvariantCulture) + " min",
            >= 1 => seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s",
            _ => (seconds * 1_000).ToString("0.######", CultureInfo.InvariantCulture) + " ms",
        };
    }
}
