namespace Engine.Core.Strategies;

/// <summary>What is known of a type of strategy before one runs.</summary>
public sealed record StrategyDescriptor
{
    /// <summary>The name, as the command line knows it.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Its parameters, by place.</summary>
    public required IReadOnlyList<ParameterDescriptor> Parameters { get; init; }

    /// <summary>Pairs of parameters that contradict each other in another order: such a run is refused.</summary>
    public IReadOnlyList<ParameterOrder> Orders { get; init; } = [];

    /// <summary>Flags that mean nothing while another parameter is zero: such a run is refused.</summary>
    public IReadOnlyList<ParameterNeed> FlagNeeds { get; init; } = [];

    /// <summary>Makes one.</summary>
    public required Func<Strategy> Create { get; init; }

    /// <summary>What of the market it cannot do without: where that is missing it does not trade.</summary>
    public MarketInputs Needs { get; init; } = MarketInputs.Prices;

    /// <summary>
    /// Whether one instance trades all its instruments together; else there is one instance per instrument.
    /// </summary>
    public bool IsMultiInstrument { get; init; }

    /// <summary>How many instruments an instance needs: a run with fewer is refused.</summary>
    public int InstrumentCountMin { get; init; } = 1;

    /// <summary>
    /// Whether it makes markets: its openings and losses in a row are then not counted against the limits on them.
    /// </summary>
    public bool IsMarketMaker { get; init; }

    /// <summary>Why live and paper runs refuse it unless forced, in a sentence; null where they do not.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>Whether live and paper runs refuse it unless forced; backtests never do.</summary>
    public bool ShipsDisabled => DisabledReason is not null;

    /// <summary>Whether it is made of a document, without which it does not start.</summary>
    public bool TakesDocument { get; init; }

    /// <summary>
    /// The SHA-256 of the file that it was loaded from; empty for what the engine comes with. A stream that names
    /// another is refused.
    /// </summary>
    public ReadOnlyMemory<byte> CodeHash { get; init; }
}
