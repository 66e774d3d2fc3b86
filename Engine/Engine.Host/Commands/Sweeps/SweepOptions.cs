using Engine.Host.Composition;
using Engine.Host.Configuration;
using Replay.Sweeps;

namespace Engine.Host.Commands.Sweeps;

/// <summary>What <c>engine sweep</c> was asked for.</summary>
internal sealed record SweepOptions
{
    /// <summary>The journal.</summary>
    public required string Journal { get; init; }

    /// <summary>The strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>Where it is found.</summary>
    public required StrategyShelf Shelf { get; init; }

    /// <summary>The instruments by name; empty for all.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>Where the configuration comes from.</summary>
    public required ConfigurationSources Configuration { get; init; }

    /// <summary>The points.</summary>
    public required SweepGrid Grid { get; init; }

    /// <summary>How the time is split.</summary>
    public required SweepSplit Split { get; init; }

    /// <summary>What points are ranked by.</summary>
    public required SweepMetric Rank { get; init; }

    /// <summary>How many run at once.</summary>
    public required int Jobs { get; init; }

    /// <summary>Where the report goes; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The folder that keeps finished runs; null for none.</summary>
    public string? Out { get; init; }
}
