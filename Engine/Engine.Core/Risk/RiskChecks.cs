using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>The checks before an order leaves, each a pure function of its arguments.</summary>
public static class RiskChecks
{
    /// <summary>Halted trading takes nothing; reducing trading takes what reduces.</summary>
    public static RiskVerdict TradingAllows(TradingState state, bool reduces) => state switch
    {
        TradingState.Active => RiskVerdict.Pass,
        TradingState.Reducing when reduces => RiskVerdict.Pass,
        TradingState.Reducing => RiskVerdict.Refuse(ReasonCode.ReducingOnly),
        _ => RiskVerdict.Refuse(ReasonCode.Halted),
    };

    /// <summary>The quantity is positive and within the instrument's own bounds.</summary>
    public static RiskVerdict QuantityWithinBounds(Instrument instrument, QtyLots quantity)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (quantity.Value <= 0)
        {
            return RiskVerdict.Refuse(ReasonCode.QuantityNotPositive);
        }

        if (quantity < instrument.MinQuantity)
        {
            return new RiskVerdict(ReasonCode.BelowMinimum, quantity.Value, instrument.MinQuantity.Value);
        }

        return instrument.MaxQuantity != QtyLots.Zero && quantity > instrument.MaxQuantity
            ? new RiskVerdict(ReasonCode.AboveMaximum, quantity.Value, instrument.MaxQuantity.Value)
            : RiskVerdict.Pass;
    }

    /// <summary>The order is not larger than allowed.</summary>
    public static RiskVerdict OrderWithinLimit(Money notional, Money limit) =>
        notional > limit ? new RiskVerdict(ReasonCode.OrderTooLarge, notional.Value, limit.Value) : RiskVerdict.Pass;

    /// <summary>The order is not smaller than the venue takes.</summary>
    public static RiskVerdict NotionalAboveMinimum(Money notional, Money minimum) =>
        notional < minimum ? new RiskVerdict(ReasonCode.BelowMinimum, notional.Value, minimum.Value) : RiskVerdict.Pass;

    /// <summary>The worst position that could come of it is not larger than allowed.</summary>
    public static RiskVerdict PositionWithinLimit(Money worst, Money limit) =>
        worst > limit ? new RiskVerdict(ReasonCode.PositionLimit, worst.Value, limit.Value) : RiskVerdict.Pass;

    /// <summary>The worst exposure of all instruments together is not larger than allowed.</summary>
    public static RiskVerdict ExposureWithinLimit(Money worst, Money limit) =>
        worst > limit ? new RiskVerdict(ReasonCode.ExposureLimit, worst.Value, limit.Value) : RiskVerdict.Pass;

    /// <summary>
    /// The price does not pay away more than the collar allows: a bid not too high, an ask not too low.
    /// </summary>
    /// <param name="side">The side of the order.</param>
    /// <param name="price">Its limit price, positive.</param>
    /// <param name="reference">The market, positive.</param>
    /// <param name="collarCentiBps">The collar, in hundredths of a basis point.</param>
    public static RiskVerdict PriceWithinCollar(Side side, PriceTicks price, PriceTicks reference, long collarCentiBps)
    {
        var worse = side == Side.Bid ? price.Value - reference.Value : reference.Value - price.Value;
        if (worse <= 0)
        {
            return RiskVerdict.Pass;
        }

        var centiBps = (long)Int128.Min((Int128)worse * 1_000_000 / reference.Value, long.MaxValue);
        return centiBps > collarCentiBps
            ? new RiskVerdict(ReasonCode.PriceCollar, centiBps, collarCentiBps)
            : RiskVerdict.Pass;
    }

    /// <summary>One more order does not exceed the most that may be open.</summary>
    public static RiskVerdict OpenOrdersWithinLimit(long openCount, long limit) => openCount >= limit
        ? new RiskVerdict(ReasonCode.TooManyOpenOrders, openCount + 1, limit)
        : RiskVerdict.Pass;
}
