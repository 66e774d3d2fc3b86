using Engine.Core.Strategies;
using Engine.Host.Commands.Criteria;

namespace Engine.Host.Configuration;

/// <summary>The go-live criteria as keys of the configuration.</summary>
internal static class CriteriaTable
{
    private const double RatioMax = 1_000;

    /// <summary>Name, type, default, range and help of each criterion.</summary>
    public static IReadOnlyList<ParameterDescriptor> Rows { get; } =
    [
        ParameterDescriptor.OfReal(
            "minSharpe", 1.5, -RatioMax, RatioMax, "The Sharpe ratio must be above it."),
        ParameterDescriptor.OfReal(
            "maxDrawdown", 0.05, 0, 1, "The maximum drawdown must be below it.", "fraction"),
        ParameterDescriptor.OfReal(
            "minWinRate", 0.5, 0, 1, "The share of trades that made money must be above it.", "fraction"),
        ParameterDescriptor.OfReal(
            "minProfitFactor", 1.5, 0, RatioMax, "The profit factor must be above it."),
        ParameterDescriptor.OfInteger(
            "minTrades", 100, 0, long.MaxValue, "So many trades must have closed, or more.", "trades"),
    ];

    /// <summary>The criteria that a configuration asks for.</summary>
    public static GoLiveCriteria Criteria(EffectiveConfiguration configuration) => new()
    {
        MinSharpe = Real(configuration, "minSharpe"),
        MaxDrawdown = Real(configuration, "maxDrawdown"),
        MinWinRate = Real(configuration, "minWinRate"),
        MinProfitFactor = Real(configuration, "minProfitFactor"),
        MinTrades = Bits(configuration, "minTrades"),
    };

    private static double Real(EffectiveConfiguration configuration, string name) =>
        BitConverter.Int64BitsToDouble(Bits(configuration, name));

    private static long Bits(EffectiveConfiguration configuration, string name) =>
        configuration.Bits($"{ConfigurationTable.CriteriaSection}.{name}");
}
