using Replay.Statistics;

namespace Engine.Host.Commands.Criteria;

/// <summary>What a result must show before anybody trades on it. A figure that is not defined meets nothing.</summary>
internal sealed record GoLiveCriteria
{
    private const int ReturnsMin = 24;

    /// <summary>The Sharpe ratio must be above it.</summary>
    public required double MinSharpe { get; init; }

    /// <summary>The maximum drawdown must be below it; a fraction.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>The win rate must be above it; a fraction.</summary>
    public required double MinWinRate { get; init; }

    /// <summary>The profit factor must be above it.</summary>
    public required double MinProfitFactor { get; init; }

    /// <summary>So many trades must have closed.</summary>
    public required long MinTrades { get; init; }

    /// <summary>Holds the figures of a run against each criterion.</summary>
    public IReadOnlyList<CriterionDocument> Judge(JudgedRun run) =>
    [
        Above("sharpe", run.Sharpe, MinSharpe, NumberText.Ratio, WhyNoSharpe(run)),
        new CriterionDocument(
            "maxDrawdownPct", run.MaxDrawdownPct, $"below {NumberText.Percent(MaxDrawdown * 100)}",
            run.MaxDrawdownPct < MaxDrawdown * 100, null, NumberText.Percent(run.MaxDrawdownPct)),
        Above("winRate", run.WinRate, MinWinRate, share => NumberText.Percent(share * 100), "no trade has closed"),
        Above("profitFactor", run.ProfitFactor, MinProfitFactor, NumberText.Ratio,
            run.Trades == 0 ? "no trade has closed" : "no trade has lost, so there is no such ratio"),
        new CriterionDocument(
            "trades", run.Trades, $"{NumberText.Count(MinTrades)} or more", run.Trades >= MinTrades, null,
            NumberText.Count(run.Trades)),
    ];

    private static string WhyNoSharpe(JudgedRun run) => run.ReturnSamples switch
    {
        null => "the result has none",
        < ReturnsMin => $"too few returns: {run.ReturnSamples}, where {ReturnsMin} are the least",
        _ => "the returns do not vary, or do not agree with the profit",
    };

    private static CriterionDocument Above(
        string name, double? value, double bound, Func<double, string> text, string reason) => new(
            name, value, $"above {text(bound)}", value > bound, value is null ? reason : null,
            value is { } known ? text(known) : NumberText.Absent);
}
