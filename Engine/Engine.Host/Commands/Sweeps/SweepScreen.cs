using Engine.Host.Cli;
using Engine.Host.Output;
using Replay.Statistics;
using Replay.Sweeps;

namespace Engine.Host.Commands.Sweeps;

/// <summary>A sweep's result for people.</summary>
internal static class SweepScreen
{
    private const int RowsShown = 20;
    private const int StepsShown = 60;

    /// <summary>Prints all of it.</summary>
    public static void Print(SweepResult result, CommandContext context)
    {
        var screen = Screen.Of(context);
        var resumed = result.Resumed == 0 ? string.Empty : $", {Plural.Of(result.Resumed, "run", "runs")} taken over";
        screen.Facts(
            ("journal", result.Journal),
            ("points", $"{NumberText.Count(result.Completed)} of {NumberText.Count(result.Trials)} in "
                + $"{NumberText.Duration(result.ElapsedSeconds)}, {Plural.Of(result.Jobs, "job", "jobs")}{resumed}"),
            ("split", result.Split),
            ("ranked by", $"{result.Rank}, in sample"),
            ("digest", result.Digest));
        screen.Table(Points(result));
        if (result.Points.Count > RowsShown)
        {
            screen.Line($"{NumberText.Count(result.Points.Count - RowsShown)} more; --report and --json have them all");
        }

        if (result.Steps.Count > 1)
        {
            screen.Heading("walk-forward: the best of each step in sample, and what it then made");
            screen.Table(Steps(result));
        }

        screen.Facts(Files(result));
        Diagnostics.Warn(result.Warnings, context);
    }

    private static TextTable Points(SweepResult result)
    {
        var keys = result.Grid!.Axes.Select(axis => axis.Key).ToList();
        var rank = SweepMetrics.Title(result.Metric);
        var table = new TextTable(
        [
            new TextColumn("#", IsNumeric: true, Importance: 4),
            .. keys.Select(key => new TextColumn(key, IsNumeric: true)),
            new TextColumn($"{rank} in", IsNumeric: true), new TextColumn($"{rank} out", IsNumeric: true),
            .. Others(result).SelectMany(Pair),
            new TextColumn("Trades in", IsNumeric: true, Importance: 2),
            new TextColumn("Trades out", IsNumeric: true, Importance: 2),
            .. HasErrors(result) ? [new TextColumn("why not", Wraps: true)] : Array.Empty<TextColumn>(),
        ]);
        foreach (var point in result.Points.Take(RowsShown))
        {
            table.AddRow(
            [
                $"{point.Index}",
                .. keys.Select(key => new TextCell(point.Parameters[key])),
                .. Cells(point, result.Metric),
                .. Others(result).SelectMany(metric => Cells(point, metric)),
                Count(point.InSample), Count(point.OutOfSample),
                .. HasErrors(result) ? [new TextCell(point.Error ?? string.Empty)] : Array.Empty<TextCell>(),
            ]);
        }

        return table;
    }

    private static bool HasErrors(SweepResult result) =>
        result.Points.Take(RowsShown).Any(point => point.Error is not null);

    /// <summary>What is shown beside the metric that ranks.</summary>
    private static IEnumerable<SweepMetric> Others(SweepResult result) =>
        new[] { SweepMetric.ReturnPct, SweepMetric.MaxDrawdownPct }.Where(metric => metric != result.Metric);

    private static TextColumn[] Pair(SweepMetric metric) =>
    [
        new($"{SweepMetrics.Title(metric)} in", IsNumeric: true, Importance: metric == SweepMetric.ReturnPct ? 1 : 3),
        new($"{SweepMetrics.Title(metric)} out", IsNumeric: true, Importance: metric == SweepMetric.ReturnPct ? 1 : 3),
    ];

    private static TextCell[] Cells(SweepPoint point, SweepMetric metric) =>
        [Cell(point.InSample, metric), Cell(point.OutOfSample, metric)];

    private static TextCell Cell(SweepFigures? figures, SweepMetric metric)
    {
        var cell = SweepMetrics.Cell(figures, metric);
        return new TextCell(cell.Text, cell.Tone);
    }

    private static TextCell Count(SweepFigures? figures) => figures is null
        ? new TextCell(NumberText.Absent, CellTone.Absent)
        : NumberText.Count(figures.Trades);

    private static TextTable Steps(SweepResult result)
    {
        var table = new TextTable(
            new TextColumn("Judged from"), new TextColumn("Parameters"),
            new TextColumn($"{SweepMetrics.Title(result.Metric)} in", IsNumeric: true),
            new TextColumn($"{SweepMetrics.Title(result.Metric)} out", IsNumeric: true),
            new TextColumn("Return out", IsNumeric: true));
        foreach (var step in result.Steps.Take(StepsShown))
        {
            table.AddRow(
                step.OutOfSampleFrom[..16],
                step.Parameters is null
                    ? NumberText.Absent
                    : string.Join(' ', step.Parameters.Select(pair => $"{pair.Key}={pair.Value}")),
                Cell(step.InSample, result.Metric), Cell(step.OutOfSample, result.Metric),
                Cell(step.OutOfSample, SweepMetric.ReturnPct));
        }

        table.AddRow(
            "together", string.Empty, string.Empty, Cell(result.WalkForward, result.Metric),
            Cell(result.WalkForward, SweepMetric.ReturnPct));
        return table;
    }

    private static List<(string Name, string Value)> Files(SweepResult result)
    {
        var files = new List<(string, string)>();
        if (result.Report is not null)
        {
            files.Add(("report", result.Report));
        }

        if (result.Out is not null)
        {
            files.Add(("kept in", result.Out));
        }

        return files;
    }
}
