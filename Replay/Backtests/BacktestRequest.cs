using Adapters.Simulated.Venue;
using Engine.Model.Units;
using Engine.Strategies;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>What a backtest should run.</summary>
public sealed record BacktestRequest
{
    /// <summary>The opening capital where nothing else is said: 100,000 of the quote currency.</summary>
    public static readonly Money DefaultCapital = new(100_000 * Money.Scale);

    /// <summary>The journal whose public events are used.</summary>
    public required string JournalPath { get; init; }

    /// <summary>Where strategies are found by name.</summary>
    public StrategyCatalog Catalog { get; init; } = StrategyCatalog.BuiltIn;

    /// <summary>The strategies; at least one.</summary>
    public required IReadOnlyList<StrategyChoice> Strategies { get; init; }

    /// <summary>The instruments, as <c>venue:symbol</c> or the symbol alone; empty for all.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>The part of the journal that is traded.</summary>
    public BacktestRange Range { get; init; } = BacktestRange.Whole;

    /// <summary>The opening balance in each settle asset.</summary>
    public Money Capital { get; init; } = DefaultCapital;

    /// <summary>
    /// Risk limits that differ from the defaults: name and text. Of a strategy, an instrument or a venue by the path
    /// that <see cref="ScopedLimitName" /> reads.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> RiskLimits { get; init; } = [];

    /// <summary>Parameters of the guards that differ from the defaults: name and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> GuardLimits { get; init; } = [];

    /// <summary>Parameters of the order manager that differ from the defaults: name and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OrderRules { get; init; } = [];

    /// <summary>Parameters of the sanitizer that differ from the defaults: name and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SanitizerLimits { get; init; } = [];

    /// <summary>Parameters of the account that differ from the defaults: name and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AccountSettings { get; init; } = [];

    /// <summary>The assumptions of the simulated venue.</summary>
    public SimulationSettings Simulation { get; init; } = new();

    /// <summary>Where to keep the run as a journal; null for nowhere.</summary>
    public string? OutPath { get; init; }

    /// <summary>
    /// How the stages share threads; without a journal to keep, the core is called directly by default.
    /// </summary>
    public RunLayout Layout { get; init; } = RunLayout.Direct;

    /// <summary>The slots of each ring, where there are rings.</summary>
    public int RingCapacity { get; init; } = 8_192;

    /// <summary>The configuration's text, which rides along in the journal for readers.</summary>
    public string ConfigurationText { get; init; } = string.Empty;

    /// <summary>What the report calls it.</summary>
    public string Title { get; init; } = "Backtest";

    /// <summary>The version of the engine, for the journal and the report.</summary>
    public required string EngineVersion { get; init; }
}
