namespace Engine.Strategies.Parts;

/// <summary>What a trend filter goes by.</summary>
internal readonly record struct TrendSettings
{
    /// <summary>The length of the shortest bars, ns, positive.</summary>
    internal required long TimeframeNs { get; init; }

    /// <summary>How many timeframes there are, each three times as long as the one before; positive.</summary>
    internal required int TimeframeCount { get; init; }

    /// <summary>The period of the fast EMA, bars.</summary>
    internal required int FastPeriod { get; init; }

    /// <summary>The period of the slow EMA, bars.</summary>
    internal required int SlowPeriod { get; init; }

    /// <summary>The period of the ADX, bars.</summary>
    internal required int AdxPeriod { get; init; }

    /// <summary>An ADX below this is a range.</summary>
    internal required double TrendAdx { get; init; }

    /// <summary>An ADX at or above this is a strong trend.</summary>
    internal required double StrongAdx { get; init; }
}
