using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>One funding settlement of one strategy's position.</summary>
public readonly record struct FundingFacts
{
    /// <summary>When the engine learnt of it.</summary>
    public required TimestampNs Time { get; init; }

    /// <summary>Whose position it was.</summary>
    public required StrategyId Strategy { get; init; }

    /// <summary>The perpetual contract.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>The amount in quote currency; positive when received, negative when paid.</summary>
    public required Money Amount { get; init; }
}
