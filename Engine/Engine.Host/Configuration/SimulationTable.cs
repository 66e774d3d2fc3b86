using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Queues;
using Adapters.Simulated.Venue.Rules;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Backtests;

namespace Engine.Host.Configuration;

/// <summary>The settings of the simulated venue as keys of the configuration.</summary>
internal static class SimulationTable
{
    /// <summary>The name of the file of measured latencies, within the section.</summary>
    public const string LatencyFileName = "latencyFile";

    /// <summary>The key of the file of measured latencies.</summary>
    public const string LatencyFileKey = $"{ConfigurationTable.SimulationSection}.{LatencyFileName}";

    /// <summary>What that file is.</summary>
    public const string LatencyFileHelp =
        "Measured latencies for latency.model=recorded: CSV with the columns time, feedNs, entryNs, replyNs.";

    private const long LatencyMaxNs = 60 * TimestampNs.PerMinute;

    private static readonly SimulationSettings Defaults = new();
    private static readonly string[] QueueModels = ["conservative", "power", "logarithmic"];
    private static readonly string[] LatencyModels = ["constant", "lognormal", "recorded"];
    private static readonly string[] FundingWords = ["required", "none"];

    /// <summary>Name, type, default, range and help of each setting.</summary>
    public static IReadOnlyList<ParameterDescriptor> Rows { get; } =
    [
        ParameterDescriptor.OfDuration(
            "entryLatency", Defaults.EntryLatencyNs, 0, LatencyMaxNs,
            "From our sending a command to the venue's having it; the median where latencies are drawn."),
        ParameterDescriptor.OfDuration(
            "replyLatency", Defaults.ReplyLatencyNs, 0, LatencyMaxNs,
            "From the venue's decision to our having its report; the median where latencies are drawn."),
        ParameterDescriptor.OfDuration(
            "feedLatency", Defaults.FeedLatencyNs, 0, LatencyMaxNs,
            "From the venue's publishing to our having its public data; 'recorded' for what the data's two times say.")
            with { Word = "recorded" },
        ParameterDescriptor.OfChoice(
            "latency.model", (long)Defaults.Latency.Model, LatencyModels, "Where latencies come from."),
        ParameterDescriptor.OfInteger(
            "latency.seed", Defaults.Latency.Seed, 0, long.MaxValue, "The seed of drawn latencies."),
        ParameterDescriptor.OfReal(
            "latency.sigma", Defaults.Latency.Sigma, 0, 5,
            "The standard deviation of the logarithm of a drawn latency."),
        ParameterDescriptor.OfDuration(
            "latency.cap", Defaults.Latency.CapNs, 0, LatencyMaxNs, "No drawn latency is longer."),
        ParameterDescriptor.OfChoice(
            "queueModel", (long)Defaults.QueueModel, QueueModels,
            "Whether what is withdrawn at our price was ahead of us: never, or by its probability."),
        ParameterDescriptor.OfReal(
            "queuePower", Defaults.QueuePower, 0.01, 100, "The n of the power queue model, f(x) = x^n."),
        OfShare(
            "slippage", Defaults.Slippage,
            "By how much a taker's price is worse where no book and no quote says it."),
        OfShare(
            "barVolumeShare", Defaults.BarVolumeShare,
            "The part of a bar's volume that our orders may have of it."),
        ParameterDescriptor.OfChoice(
            "selfTradePrevention", (long)Defaults.SelfTradePrevention,
            ["venue", "none", "cancel-newest", "cancel-oldest", "cancel-both", "decrement"],
            "What happens where an order of ours would trade with another of ours; venue: what the venue does."),
        ParameterDescriptor.OfInteger(
            "orderRateLimit", Defaults.OrdersPerSecond, 0, 1_000_000,
            "Orders and amends that the venue takes within any second; 0 for no limit.", "orders"),
        ParameterDescriptor.OfInteger(
            "orderRateLimit10s", Defaults.OrdersPerTenSeconds, 0, 1_000_000,
            "Orders and amends that the venue takes within any ten seconds; 0 for no limit.", "orders"),
        ParameterDescriptor.OfChoice(
            "funding", (long)Defaults.Funding, FundingWords,
            "What happens where a position is held over a funding time that the data says nothing of."),
        ParameterDescriptor.OfInteger(
            "orderCapacity", Defaults.OrderCapacity, 1, 1 << 20, "How many orders the venue knows at once.", "orders"),
        .. TroubleTable.Rows,
    ];

    /// <summary>The settings that a configuration asks for, with the file that it names.</summary>
    /// <exception cref="UsageException">The file of latencies is missing, or named where nobody reads it.</exception>
    /// <exception cref="Replay.Import.ImportException">That file cannot be read, or is no such file.</exception>
    public static SimulationSettings Settings(EffectiveConfiguration configuration)
    {
        var feed = Bits(configuration, "feedLatency");
        var isFeedFromData = feed == ParameterDescriptor.WordBits;
        return new SimulationSettings
        {
            EntryLatencyNs = Bits(configuration, "entryLatency"),
            ReplyLatencyNs = Bits(configuration, "replyLatency"),
            FeedLatencyNs = isFeedFromData ? Defaults.FeedLatencyNs : feed,
            Latency = Latency(configuration, isFeedFromData),
            QueueModel = (QueueModel)Bits(configuration, "queueModel"),
            QueuePower = Real(configuration, "queuePower"),
            Slippage = new Rate(Bits(configuration, "slippage")),
            BarVolumeShare = new Rate(Bits(configuration, "barVolumeShare")),
            SelfTradePrevention = (SelfTradePrevention)Bits(configuration, "selfTradePrevention"),
            Funding = (FundingPolicy)Bits(configuration, "funding"),
            OrdersPerSecond = (int)Bits(configuration, "orderRateLimit"),
            OrdersPerTenSeconds = (int)Bits(configuration, "orderRateLimit10s"),
            OrderCapacity = (int)Bits(configuration, "orderCapacity"),
            Trouble = TroubleTable.Settings(name => Bits(configuration, name)),
        };
    }

    /// <summary>A fraction between 0 and 1.</summary>
    internal static ParameterDescriptor OfShare(string name, Rate value, string help) =>
        new(name, ParameterType.Rate, value.Value, 0, Rate.Scale, "fraction", help);

    private static LatencySettings Latency(EffectiveConfiguration configuration, bool isFeedFromData)
    {
        var model = (LatencyModel)Bits(configuration, "latency.model");
        return new LatencySettings
        {
            Model = model,
            Seed = Bits(configuration, "latency.seed"),
            Sigma = Real(configuration, "latency.sigma"),
            CapNs = Bits(configuration, "latency.cap"),
            Track = Track(configuration, model),
            IsFeedFromData = isFeedFromData,
        };
    }

    private static LatencyTrack? Track(EffectiveConfiguration configuration, LatencyModel model)
    {
        var path = configuration.FileOf(LatencyFileKey);
        if (model != LatencyModel.Recorded)
        {
            return path is null
                ? null
                : throw new UsageException(
                    $"{LatencyFileKey} is set, and simulation.latency.model is not 'recorded': set it, or leave the "
                    + "file out");
        }

        return path is null
            ? throw new UsageException(
                $"simulation.latency.model=recorded needs measured latencies; name their file: {LatencyFileKey}=FILE")
            : LatencyFile.Read(path);
    }

    private static long Bits(EffectiveConfiguration configuration, string name) =>
        configuration.Bits($"{ConfigurationTable.SimulationSection}.{name}");

    private static double Real(EffectiveConfiguration configuration, string name) =>
        BitConverter.Int64BitsToDouble(Bits(configuration, name));
}
