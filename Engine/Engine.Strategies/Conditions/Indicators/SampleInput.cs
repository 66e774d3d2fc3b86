namespace Engine.Strategies.Conditions.Indicators;

/// <summary>What of a sample an indicator follows.</summary>
internal enum SampleInput
{
    /// <summary>The price.</summary>
    Price,

    /// <summary>Volume traded since the sample before.</summary>
    Volume,

    /// <summary>What aggressors bought less what they sold.</summary>
    Delta,

    /// <summary>Longs that were liquidated.</summary>
    LongLiquidations,

    /// <summary>Shorts that were liquidated.</summary>
    ShortLiquidations,

    /// <summary>Longs and shorts that were liquidated.</summary>
    Liquidations,

    /// <summary>Open interest; zero where it is not known.</summary>
    OpenInterest,
}
