using Engine.Host.Output;
using Replay.Backtests;
using Replay.Statistics;

namespace Engine.Host.Commands.Backtests;

/// <summary>The further tables of a backtest: what the report shows, in the terminal.</summary>
internal static class BacktestDetails
{
    // A year and a bit: what is longer is read in the report or the JSON.
    private const int DaysShown = 400;

    // What names a row never leaves; of the figures the last leave first.
    private const int NamingColumns = 2;

    /// <summary>Prints them; what says nothing new is left out.</summary>
    public static void Print(BacktestResult result, Screen screen)
    {
        if (result.Account is { } account)
        {
            screen.Heading("Account");
            screen.Facts([.. KeyFigures.Headline(account).Concat(KeyFigures.Details(account))
                .Select(figure => (figure.Name, figure.Cell.Text))]);
        }

        PrintSums("By strategy", result.Strategies, result.Runs.Count, screen);
        PrintSums("By instrument", result.Instruments, result.Runs.Count, screen);
        var rows = result.Account is null || result.Runs.Count == 1 ? result.Runs : result.Runs.Append(result.Account);
        PrintTable("Orders and fills", ExecutionTable.Of(rows), screen);
        if (result.Account is not null)
        {
            PrintTable("Latency", LatencyTable.Of(result.Account.Execution), screen);
        }

        PrintTable("By month", PeriodFigures.Of("Month", result.Months), screen);
        PrintTable("By day", PeriodFigures.Of("Day", result.Days.TakeLast(DaysShown)), screen);
        if (result.Assumptions.Count > 0)
        {
            screen.Heading("Assumptions");
            screen.Facts([.. result.Assumptions.Select(fact => (fact.Name, fact.Value))]);
        }

        if (result.DataQuality.Count > 0)
        {
            screen.Heading("Data quality");
            foreach (var line in result.DataQuality)
            {
                screen.Line(line);
            }
        }
    }

    private static void PrintSums(
        string heading, IReadOnlyList<PerformanceSummary> sums, int runCount, Screen screen)
    {
        if (sums.Count > 1 && sums.Count < runCount)
        {
            screen.Heading(heading);
            screen.Table(BacktestScreen.Table(sums));
        }
    }

    private static void PrintTable(string heading, FigureTable table, Screen screen)
    {
        if (table.Rows.Count == 0)
        {
            return;
        }

        var text = new TextTable([.. table.Columns.Select((column, index) => new TextColumn(
            column.Name, column.IsNumeric, index < NamingColumns ? 0 : index))]);
        foreach (var row in table.Rows)
        {
            text.AddRow([.. row.Select(cell => new TextCell(cell.Text, cell.Tone))]);
        }

        screen.Heading(heading);
        screen.Table(text);
    }
}
