using Engine.Host.Cli;
using Engine.Host.Output;
using Replay.Backtests;
using Replay.Matrices;
using Replay.Statistics;

namespace Engine.Host.Commands.Backtests;

/// <summary>A backtest's result for people.</summary>
internal static class BacktestScreen
{
    // Which columns of the report's table leave first on a narrow screen; the figures most asked for stay.
    private static readonly string[] LeaveFirst =
    [
        "Calmar", "Sortino", "Exposure", "Profit factor", "Funding", "Fills", "Trades", "Fees", "Win rate", "Sharpe",
        "Max drawdown", "Return",
    ];

    private static readonly string[] Told =
        ["Order entry latency", "Reply latency", "Feed latency", "Queue model", "Trouble"];

    /// <summary>Prints it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="isDetailed">Whether all tables of the report are shown, or the main one.</param>
    /// <param name="context">Where to.</param>
    public static void Print(BacktestResult result, bool isDetailed, CommandContext context)
    {
        var screen = Screen.Of(context);
        screen.Facts(
            ("journal", result.Journal),
            ("events", $"{NumberText.Count(result.Events)} in {NumberText.Duration(result.ElapsedSeconds)}, "
                + $"{NumberText.Count((long)result.EventsPerSecond)} events/s"),
            ("orders", $"{NumberText.Count(result.Orders)} sent, {Plural.Of(result.Fills, "fill", "fills")}, "
                + $"{NumberText.Count(result.Rejects)} refused"),
            ("proof", $"witness {result.Witness}, digest {result.Digest}"),
            ("assumes", Assumptions(result)));
        screen.Table(Table(result.Runs));
        if (result.Matrix is { } matrix)
        {
            screen.Table(Matrix(matrix));
        }

        if (result.Trouble.Count > 0)
        {
            screen.Table(Trouble(result.Trouble));
        }

        if (isDetailed)
        {
            BacktestDetails.Print(result, screen);
        }

        var files = new List<(string, string)>();
        if (result.Report is not null)
        {
            files.Add(("report", result.Report));
        }

        if (result.Out is not null)
        {
            files.Add(("kept as", result.Out));
        }

        screen.Facts(files);
        Diagnostics.Warn(result.Warnings, context);
    }

    /// <summary>The choices that move fills most; the report and <c>--json</c> have all of them.</summary>
    private static string Assumptions(BacktestResult result) => string.Join("; ", result.Assumptions
        .Where(fact => Told.Contains(fact.Name))
        .Select(fact => $"{fact.Name.ToLowerInvariant()} {fact.Value.Split(": ", 2)[0]}"));

    /// <summary>The table strategy × instrument, the same as the report's.</summary>
    public static TextTable Table(IReadOnlyList<PerformanceSummary> runs)
    {
        var table = new TextTable([.. SummaryTable.Columns.Select(column =>
            new TextColumn(column.Name, column.IsNumeric, Importance(column.Name)))]);
        foreach (var row in SummaryTable.Of(runs).Rows)
        {
            table.AddRow([.. row.Select(cell => new TextCell(cell.Text, cell.Tone))]);
        }

        return table;
    }

    /// <summary>How often the line to the venue failed.</summary>
    private static TextTable Trouble(IReadOnlyList<TroubleFigure> figures)
    {
        var table = new TextTable(new TextColumn("Trouble"), new TextColumn("Count", IsNumeric: true));
        foreach (var figure in figures)
        {
            table.AddRow(figure.Name, NumberText.Count(figure.Count));
        }

        return table;
    }

    /// <summary>Each strategy over its pairs, with its verdict.</summary>
    private static TextTable Matrix(IReadOnlyList<MatrixRow> rows)
    {
        var table = new TextTable(
            new TextColumn("Strategy"), new TextColumn("Average return", IsNumeric: true),
            new TextColumn("Average Sharpe", IsNumeric: true), new TextColumn("Profitable pairs", IsNumeric: true),
            new TextColumn("Trades", IsNumeric: true, Importance: 1), new TextColumn("Verdict"));
        foreach (var row in rows)
        {
            table.AddRow(
                row.Strategy,
                new TextCell(
                    NumberText.Percent(row.AverageReturnPct),
                    row.AverageReturnPct > 0 ? CellTone.Gain
                        : row.AverageReturnPct < 0 ? CellTone.Loss : CellTone.Plain),
                row.AverageSharpe is { } sharpe
                    ? NumberText.Ratio(sharpe)
                    : new TextCell(NumberText.Absent, CellTone.Absent),
                $"{row.ProfitablePairs}/{row.Pairs}",
                NumberText.Count(row.Trades),
                row.Verdict);
        }

        return table;
    }

    private static int Importance(string title)
    {
        var index = Array.IndexOf(LeaveFirst, title);
        return index < 0 ? 0 : LeaveFirst.Length - index;
    }
}
