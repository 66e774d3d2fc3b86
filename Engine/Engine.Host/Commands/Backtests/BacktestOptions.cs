using Engine.Host.Composition;
using Engine.Host.Configuration;
using Replay.Sessions;

namespace Engine.Host.Commands.Backtests;

/// <summary>What <c>engine backtest</c> was asked for.</summary>
internal sealed record BacktestOptions
{
    /// <summary>The journal whose public events are used.</summary>
    public required string Journal { get; init; }

    /// <summary>The strategies by name, at least one.</summary>
    public required IReadOnlyList<string> Strategies { get; init; }

    /// <summary>Where the strategies are found.</summary>
    public StrategyShelf Shelf { get; init; } = StrategyShelf.BuiltIn;

    /// <summary>The instruments by name; empty for all.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>Where the configuration comes from.</summary>
    public required ConfigurationSources Configuration { get; init; }

    /// <summary>Whether each strategy runs in each instrument alone.</summary>
    public bool IsMatrix { get; init; }

    /// <summary>Whether strategies and sizes are those of the presets by pair; each pair then runs alone.</summary>
    public bool IsPreset { get; init; }

    /// <summary>How many pairs of a matrix run at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Whether the screen shows all tables of the report.</summary>
    public bool IsDetailed { get; init; }

    /// <summary>Where the report goes; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Where the run is kept as a journal; null for nowhere.</summary>
    public string? Out { get; init; }

    /// <summary>How the stages share threads.</summary>
    public RunLayout Layout { get; init; } = RunLayout.Direct;

    /// <summary>What the report calls it.</summary>
    public string Title { get; init; } = "Backtest";
}
