namespace Engine.Core.Strategies;

/// <summary>What the engine itself holds of every strategy: parameters that no strategy has to read.</summary>
public static class HostedParameters
{
    /// <summary>The place of the first row, beyond those of any strategy's own table.</summary>
    public const int FirstPlace = 0xFF00;

    /// <summary>The name of the switch that takes a strategy's right to orders away.</summary>
    public const string SignalsOnlyName = "signalsOnly";

    /// <summary>The table.</summary>
    public static readonly IReadOnlyList<ParameterDescriptor> Table =
    [
        ParameterDescriptor.OfFlag(SignalsOnlyName, false,
            "Whether it gives signals alone, for others to trade: its orders are not sent."),
    ];

    internal const int SignalsOnlyPlace = 0;
}
