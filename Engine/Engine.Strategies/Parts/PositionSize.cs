using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>How much of the quote currency goes into a position: pure formulas, rounded down.</summary>
internal static class PositionSize
{
    /// <summary>A part of the equity; nothing where there is no equity.</summary>
    /// <param name="equity">The equity.</param>
    /// <param name="fraction">The part: 0.02 is 2 %.</param>
    internal static Money FractionOfEquity(Money equity, double fraction) =>
        fraction > 0 && equity > Money.Zero ? ToMoney(equity.Value * fraction) : Money.Zero;

    /// <summary>So much that a move against it as far as its stop loses a part of the equity.</summary>
    /// <remarks>
    /// equity × risk ÷ (stop distance ÷ price): with a stop of some average true ranges, positions are small where the
    /// market is wild (Faith, Way of the Turtle, 2007).
    /// </remarks>
    /// <param name="equity">The equity.</param>
    /// <param name="risk">The part that the stop may cost: 0.01 is 1 %.</param>
    /// <param name="stopFraction">The stop's distance, a fraction of the price; nothing is bought without one.</param>
    internal static Money VolatilityScaled(Money equity, double risk, double stopFraction) =>
        stopFraction > 0 ? FractionOfEquity(equity, risk / stopFraction) : Money.Zero;

    /// <summary>Kelly's fraction of a bet that wins W with probability p and loses L else.</summary>
    /// <remarks>
    /// (p·W − (1 − p)·L) ÷ W (Kelly, Bell System Technical Journal 35, 1956, for unequal stakes); negative where the
    /// bet loses on average.
    /// </remarks>
    /// <param name="winRate">p, 0 … 1.</param>
    /// <param name="averageWin">W, positive.</param>
    /// <param name="averageLoss">L, positive.</param>
    internal static double Kelly(double winRate, double averageWin, double averageLoss) =>
        ((winRate * averageWin) - ((1 - winRate) * averageLoss)) / averageWin;

    /// <summary>A part of Kelly's fraction, nothing where it is negative, and never more than a cap.</summary>
    /// <param name="kelly">Kelly's fraction.</param>
    /// <param name="part">The part of it that is dared: a quarter as a rule.</param>
    /// <param name="cap">The largest part of the equity.</param>
    internal static double FractionalKelly(double kelly, double part, double cap) =>
        kelly > 0 ? Math.Min(kelly * part, cap) : 0;

    /// <summary>
    /// The largest part of the equity that a position may be, where losing it as far as its stop may cost so much.
    /// </summary>
    /// <param name="lossLimit">The loss per position, a fraction of the equity: 0.05 is 5 %.</param>
    /// <param name="stopFraction">The stop's distance, a fraction of the price; without one all of it can go.</param>
    internal static double CapOfLoss(double lossLimit, double stopFraction) =>
        lossLimit / (stopFraction is > 0 and < 1 ? stopFraction : 1);

    private static Money ToMoney(double units) => units >= long.MaxValue
        ? new Money(long.MaxValue)
        : new Money((long)units);
}
