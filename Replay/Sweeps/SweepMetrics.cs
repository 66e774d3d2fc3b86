using Replay.Statistics;

namespace Replay.Sweeps;

/// <summary>What a metric is called, where it stands in the figures, and which of two is better.</summary>
public static class SweepMetrics
{
    private static readonly (SweepMetric Metric, string Name, string Title)[] Table =
    [
        (SweepMetric.Sharpe, "sharpe", "Sharpe"),
        (SweepMetric.Sortino, "sortino", "Sortino"),
        (SweepMetric.Calmar, "calmar", "Calmar"),
        (SweepMetric.NetPnl, "netPnl", "Net P&L"),
        (SweepMetric.ReturnPct, "returnPct", "Return"),
        (SweepMetric.ProfitFactor, "profitFactor", "Profit factor"),
        (SweepMetric.WinRate, "winRate", "Win rate"),
        (SweepMetric.MaxDrawdownPct, "maxDrawdownPct", "Max drawdown"),
    ];

    /// <summary>All names, as a command line has them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>The metric of a name; upper and lower case are equal. Null where there is none.</summary>
    public static SweepMetric? Find(string name)
    {
        foreach (var row in Table)
        {
            if (string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return row.Metric;
            }
        }

        return null;
    }

    /// <summary>The name in JSON and on the command line.</summary>
    public static string Name(SweepMetric metric) => Table[(int)metric].Name;

    /// <summary>The heading of its column.</summary>
    public static string Title(SweepMetric metric) => Table[(int)metric].Title;

    /// <summary>Its value; null where it is not defined.</summary>
    public static double? Of(SweepFigures? figures, SweepMetric metric) => figures is null
        ? null
        : metric switch
        {
            SweepMetric.Sharpe => figures.Sharpe,
            SweepMetric.Sortino => figures.Sortino,
            SweepMetric.Calmar => figures.Calmar,
            SweepMetric.NetPnl => (double)figures.NetPnl,
            SweepMetric.ReturnPct => figures.ReturnPct,
            SweepMetric.ProfitFactor => figures.ProfitFactor,
            SweepMetric.WinRate => figures.WinRate,
            _ => figures.MaxDrawdownPct,
        };

    /// <summary>The figure as people read it.</summary>
    public static SummaryCell Cell(SweepFigures? figures, SweepMetric metric)
    {
        if (Of(figures, metric) is not { } value)
        {
            return new SummaryCell(NumberText.Absent, CellTone.Absent);
        }

        var text = metric switch
        {
            SweepMetric.NetPnl => NumberText.Money(figures!.NetPnl),
            SweepMetric.ReturnPct or SweepMetric.MaxDrawdownPct => NumberText.Percent(value),
            SweepMetric.WinRate => NumberText.Percent(value * 100),
            _ => NumberText.Ratio(value),
        };
        var hasTone = metric is SweepMetric.NetPnl or SweepMetric.ReturnPct && value != 0;
        return new SummaryCell(text, !hasTone ? CellTone.Plain : value > 0 ? CellTone.Gain : CellTone.Loss, value);
    }

    /// <summary>
    /// Orders figures, the better first: by the metric, then by return; what is not defined stands behind what is.
    /// </summary>
    public static int Compare(SweepFigures? left, SweepFigures? right, SweepMetric metric)
    {
        var byMetric = BetterFirst(Of(left, metric), Of(right, metric), metric == SweepMetric.MaxDrawdownPct);
        return byMetric != 0 ? byMetric : BetterFirst(left?.ReturnPct, right?.ReturnPct, isLessBetter: false);
    }

    private static int BetterFirst(double? left, double? right, bool isLessBetter) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => isLessBetter ? left.Value.CompareTo(right.Value) : right.Value.CompareTo(left.Value),
    };
}
