namespace Adapters.Simulated.Generation;

/// <summary>What a market is doing for a while.</summary>
internal enum Regime : byte
{
    /// <summary>Nothing in particular.</summary>
    Range,

    /// <summary>A lasting move of a few percent.</summary>
    Trend,

    /// <summary>Little volatility, few trades.</summary>
    Quiet,

    /// <summary>Ten percent and more up within minutes.</summary>
    PumpRise,

    /// <summary>The top of a pump.</summary>
    PumpTop,

    /// <summary>Most of a pump given back.</summary>
    PumpFall,

    /// <summary>Liquidations that cause liquidations.</summary>
    Cascade,

    /// <summary>Part of a cascade taken back.</summary>
    Rebound,

    /// <summary>A move at once, and unrest after it.</summary>
    Jump,
}
