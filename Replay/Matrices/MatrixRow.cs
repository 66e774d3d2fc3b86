namespace Replay.Matrices;

/// <summary>One strategy over all its pairs, each run alone. Keys of the JSON document.</summary>
public sealed record MatrixRow
{
    /// <summary>The strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>The mean of the pairs' returns, in percent of capital.</summary>
    public required double AverageReturnPct { get; init; }

    /// <summary>The mean of the Sharpe ratios that are defined; null where none is.</summary>
    public required double? AverageSharpe { get; init; }

    /// <summary>Pairs that made money after all costs.</summary>
    public required int ProfitablePairs { get; init; }

    /// <summary>Pairs that were run.</summary>
    public required int Pairs { get; init; }

    /// <summary>Closed trades in all pairs.</summary>
    public required long Trades { get; init; }

    /// <summary>What to make of it: main, supporting, conditional, do not use.</summary>
    public required string Verdict { get; init; }
}
