using Engine.Core.Strategies;

namespace Replay.Matrices;

/// <summary>What a strategy must show over its pairs to deserve a verdict.</summary>
/// <remarks>
/// <c>main</c>: enough trades, average return above zero, average Sharpe ratio and share of profitable pairs at their
/// limits for main. <c>supporting</c>: the same with the limits for supporting. <c>conditional</c>: at least one pair
/// made money, so that it may be used where that can be explained. <c>do not use</c>: no pair made money. An undefined
/// Sharpe ratio meets no limit above zero.
/// </remarks>
public sealed record VerdictLimits
{
    /// <summary>Good over all.</summary>
    public const string Main = "main";

    /// <summary>Good beside another.</summary>
    public const string Supporting = "supporting";

    /// <summary>Good somewhere.</summary>
    public const string Conditional = "conditional";

    /// <summary>Good nowhere.</summary>
    public const string DoNotUse = "do not use";

    /// <summary>Name, type, default, range and help of each limit.</summary>
    public static readonly IReadOnlyList<ParameterDescriptor> Table =
    [
        ParameterDescriptor.OfReal(
            "mainSharpe", 1.5, 0, 100, "The least average Sharpe ratio of a main strategy: that of going live."),
        ParameterDescriptor.OfReal(
            "mainProfitable", 0.75, 0, 1, "The least share of profitable pairs of a main strategy.", "fraction"),
        ParameterDescriptor.OfReal(
            "supportingSharpe", 0.5, 0, 100, "The least average Sharpe ratio of a supporting strategy."),
        ParameterDescriptor.OfReal(
            "supportingProfitable", 0.5, 0, 1, "The least share of profitable pairs of a supporting strategy.",
            "fraction"),
        ParameterDescriptor.OfInteger(
            "minTrades", 30, 0, 1_000_000, "With fewer closed trades in all pairs a strategy is conditional at best.",
            "trades"),
    ];

    /// <summary>The least average Sharpe ratio of a main strategy.</summary>
    public double MainSharpe { get; init; } = 1.5;

    /// <summary>The least share of profitable pairs of a main strategy.</summary>
    public double MainProfitable { get; init; } = 0.75;

    /// <summary>The least average Sharpe ratio of a supporting strategy.</summary>
    public double SupportingSharpe { get; init; } = 0.5;

    /// <summary>The least share of profitable pairs of a supporting strategy.</summary>
    public double SupportingProfitable { get; init; } = 0.5;

    /// <summary>With fewer closed trades a strategy is conditional at best.</summary>
    public long TradesMin { get; init; } = 30;

    /// <summary>The verdict of a strategy's averages.</summary>
    public string Judge(double averageReturn, double? averageSharpe, int profitable, int pairs, long trades)
    {
        if (profitable == 0 || pairs == 0)
        {
            return DoNotUse;
        }

        var share = (double)profitable / pairs;
        if (averageReturn <= 0 || trades < TradesMin)
        {
            return Conditional;
        }

        return (averageSharpe ?? 0) >= MainSharpe && share >= MainProfitable ? Main
            : (averageSharpe ?? 0) >= SupportingSharpe && share >= SupportingProfitable ? Supporting
            : Conditional;
    }
}
