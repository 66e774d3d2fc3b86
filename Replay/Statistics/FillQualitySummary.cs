namespace Replay.Statistics;

/// <summary>How good the fills of makers, or of takers, were; basis points, weighted by value.</summary>
public sealed record FillQualitySummary
{
    /// <summary>Fills with an edge: those at whose report the market had a price.</summary>
    public required long Fills { get; init; }

    /// <summary>Against the middle when the order was sent; positive where it cost.</summary>
    public required double? SlippageBps { get; init; }

    /// <summary>Against the middle when the fill was reported; positive where it earned.</summary>
    public required double? EdgeBps { get; init; }

    /// <summary>How far the middle went against the fill in a second.</summary>
    public required double? AdverseSelection1sBps { get; init; }

    /// <summary>How far the middle went against the fill in five seconds.</summary>
    public required double? AdverseSelection5sBps { get; init; }

    /// <summary>How far the middle went against the fill in a minute.</summary>
    public required double? AdverseSelection60sBps { get; init; }

    /// <summary>The adverse selection after each horizon.</summary>
    internal double? Adverse(int horizon) => horizon switch
    {
        0 => AdverseSelection1sBps,
        1 => AdverseSelection5sBps,
        _ => AdverseSelection60sBps,
    };

    internal static FillQualitySummary Of(FillMeasures measures) => new()
    {
        Fills = measures.Edge.Count,
        SlippageBps = measures.Slippage.Value,
        EdgeBps = measures.Edge.Value,
        AdverseSelection1sBps = measures.Adverse(0).Value,
        AdverseSelection5sBps = measures.Adverse(1).Value,
        AdverseSelection60sBps = measures.Adverse(2).Value,
    };
}
