using Replay.Matrices;

namespace Engine.Host.Configuration;

/// <summary>The limits of the matrix's verdicts as keys of the configuration.</summary>
internal static class VerdictTable
{
    /// <summary>The limits that a configuration asks for.</summary>
    public static VerdictLimits Limits(EffectiveConfiguration configuration) => new()
    {
        MainSharpe = Real(configuration, "mainSharpe"),
        MainProfitable = Real(configuration, "mainProfitable"),
        SupportingSharpe = Real(configuration, "supportingSharpe"),
        SupportingProfitable = Real(configuration, "supportingProfitable"),
        TradesMin = Bits(configuration, "minTrades"),
    };

    private static double Real(EffectiveConfiguration configuration, string name) =>
        BitConverter.Int64BitsToDouble(Bits(configuration, name));

    private static long Bits(EffectiveConfiguration configuration, string name) =>
        configuration.Bits($"{ConfigurationTable.VerdictSection}.{name}");
}
