using Engine.Model.Units;

namespace Engine.Core.Signals;

/// <summary>What a strategy sees, as others hear it.</summary>
public readonly struct Signal
{
    /// <summary>Who sees it.</summary>
    public required StrategyId Source { get; init; }

    /// <summary>
    /// The place of the source's type among the types of the run, from 1 on: instances of one type share it.
    /// </summary>
    public required int SourceType { get; init; }

    /// <summary>The instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>The side that it favours.</summary>
    public required Side Side { get; init; }

    /// <summary>The price at which it was seen.</summary>
    public required PriceTicks Price { get; init; }

    /// <summary>0 … 1, as the source says; what collects signals checks it.</summary>
    public required double Confidence { get; init; }

    /// <summary>When it was seen.</summary>
    public required TimestampNs Time { get; init; }
}
