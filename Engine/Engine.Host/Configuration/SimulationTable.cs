using Adapters.Simulated.Venue;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Engine.Host.Configuration;

/// <summary>The settings of the simulated venue as keys of the configuration.</summary>
internal static class SimulationTable
{
    private const long LatencyMaxNs = 60 * TimestampNs.PerMinute;

    private static readonly SimulationSettings Defaults = new();
    private static readonly string[] FundingWords = ["required", "none"];

    /// <summary>Name, type, default, range and help of each setting.</summary>
    public static IReadOnlyList<ParameterDescriptor> Rows { get; } =
    [
        ParameterDescriptor.OfDuration(
            "entryLatency", Defaults.EntryLatencyNs, 0, LatencyMaxNs,
            "From our sending a command to the venue's having it."),
        ParameterDescriptor.OfDuration(
            "replyLatency", Defaults.ReplyLatencyNs, 0, LatencyMaxNs,
            "From the venue's decision to our having its report."),
        ParameterDescriptor.OfDuration(
            "feedLatency", Defaults.FeedLatencyNs, 0, LatencyMaxNs,
            "From the venue's publishing to our having its public data."),
        OfShare(
            "slippage", Defaults.Slippage,
            "By how much a taker's price is worse where no book and no quote says it."),
        OfShare(
            "barVolumeShare", Defaults.BarVolumeShare,
            "The part of a bar's volume that our orders may have of it."),
        ParameterDescriptor.OfChoice(
            "funding", (long)Defaults.Funding, FundingWords,
            "What happens where a position is held over a funding time that the data says nothing of."),
        ParameterDescriptor.OfInteger(
            "orderCapacity", Defaults.OrderCapacity, 1, 1 << 20, "How many orders the venue knows at once.", "orders"),
    ];

    /// <summary>The settings that a configuration asks for.</summary>
    public static SimulationSettings Settings(EffectiveConfiguration configuration) => new()
    {
        EntryLatencyNs = Bits(configuration, "entryLatency"),
        ReplyLatencyNs = Bits(configuration, "replyLatency"),
        FeedLatencyNs = Bits(configuration, "feedLatency"),
        Slippage = new Rate(Bits(configuration, "slippage")),
        BarVolumeShare = new Rate(Bits(configuration, "barVolumeShare")),
        Funding = (FundingPolicy)Bits(configuration, "funding"),
        OrderCapacity = (int)Bits(configuration, "orderCapacity"),
    };

    private static long Bits(EffectiveConfiguration configuration, string name) =>
        configuration.Bits($"{ConfigurationTable.SimulationSection}.{name}");

    private static ParameterDescriptor OfShare(string name, Rate value, string help) =>
        new(name, ParameterType.Rate, value.Value, 0, Rate.Scale, "fraction", help);
}
