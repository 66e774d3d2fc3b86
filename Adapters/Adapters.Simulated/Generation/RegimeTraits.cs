namespace Adapters.Simulated.Generation;

/// <summary>How a market behaves within a regime; factors of its usual behaviour.</summary>
/// <param name="Volatility">Of the fair price.</param>
/// <param name="Activity">Of the rate of messages.</param>
/// <param name="TradeShare">The part of the actions that are trades.</param>
/// <param name="TradeSize">Of the size of trades.</param>
/// <param name="Bias">How much likelier aggressors go with the regime's direction, 0 … 0.5.</param>
/// <param name="LiquidationShare">The part of the trades that are forced.</param>
internal readonly record struct RegimeTraits(
    double Volatility,
    double Activity,
    double TradeShare,
    double TradeSize,
    double Bias,
    double LiquidationShare)
{
    /// <summary>The traits of a regime.</summary>
    internal static RegimeTraits Of(Regime regime) => regime switch
    {
        Regime.Trend => new RegimeTraits(1.0, 1.2, 0.30, 1.0, 0.15, 0.004),
        Regime.Quiet => new RegimeTraits(0.3, 0.5, 0.15, 0.7, 0.00, 0.000),
        Regime.PumpRise => new RegimeTraits(1.5, 3.0, 0.60, 2.5, 0.35, 0.020),
        Regime.PumpTop => new RegimeTraits(1.5, 1.8, 0.40, 1.5, 0.00, 0.010),
        Regime.PumpFall => new RegimeTraits(1.5, 2.0, 0.50, 1.5, 0.25, 0.020),
        Regime.Cascade => new RegimeTraits(1.5, 3.5, 0.60, 3.0, 0.45, 0.950),
        Regime.Rebound => new RegimeTraits(1.3, 1.5, 0.35, 1.2, 0.10, 0.010),
        Regime.Jump => new RegimeTraits(1.8, 1.8, 0.40, 1.5, 0.00, 0.010),
        _ => new RegimeTraits(1.0, 1.0, 0.25, 1.0, 0.00, 0.002),
    };
}
