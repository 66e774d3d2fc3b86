using System.Runtime.CompilerServices;
using Engine.Core.Guards;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>The checks before an order leaves, each a pure function of its arguments.</summary>
/// <remarks>
/// A limit is what may be reached and not passed. Each answers with its own reason, the measured value and the limit
/// in one unit. They compare plain numbers, so that a test can turn round each comparison by itself.
/// </remarks>
public static class RiskChecks
{
    private const long CentiBpsPerUnit = 1_000_000;

    /// <summary>Halted trading takes nothing; reducing trading takes what reduces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict TradingAllows(TradingState state, bool reduces) => state switch
    {
        TradingState.Active => RiskVerdict.Pass,
        TradingState.Reducing when reduces => RiskVerdict.Pass,
        TradingState.Reducing => RiskVerdict.Refuse(ReasonCode.ReducingOnly),
        _ => RiskVerdict.Refuse(ReasonCode.Halted),
    };

    /// <summary>A critical risk level takes what reduces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict LevelAllows(RiskLevel level, bool reduces) => level < RiskLevel.Critical || reduces
        ? RiskVerdict.Pass
        : new RiskVerdict(ReasonCode.RiskCritical, (long)level, (long)RiskLevel.High);

    /// <summary>An open circuit breaker takes what reduces; a half-open one a single order beside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict BreakerAllows(BreakerState state, bool hasProbe, long errors, long limit) => state switch
    {
        BreakerState.Closed => RiskVerdict.Pass,
        BreakerState.HalfOpen when !hasProbe => RiskVerdict.Pass,
        BreakerState.HalfOpen => new RiskVerdict(ReasonCode.CircuitProbing, 2, 1),
        _ => new RiskVerdict(ReasonCode.CircuitOpen, errors, limit),
    };

    /// <summary>Instrument, venue and strategy are allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict TradingInstrumentAllowed(bool isAllowed) =>
        isAllowed ? RiskVerdict.Pass : RiskVerdict.Refuse(ReasonCode.InstrumentDenied);

    /// <summary>The quantity is positive and within the instrument's own bounds.</summary>
    public static RiskVerdict QuantityWithinBounds(Instrument instrument, QtyLots quantity)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return QuantityWithinBounds(quantity.Value, instrument.MinQuantity.Value, instrument.MaxQuantity.Value);
    }

    /// <summary>The quantity is positive and within bounds; a greatest of zero is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict QuantityWithinBounds(long quantity, long least, long greatest) =>
        quantity <= 0 ? RiskVerdict.Refuse(ReasonCode.QuantityNotPositive)
        : quantity < least ? new RiskVerdict(ReasonCode.BelowMinimum, quantity, least)
        : greatest == 0 ? RiskVerdict.Pass
        : quantity > greatest ? new RiskVerdict(ReasonCode.AboveMaximum, quantity, greatest)
        : RiskVerdict.Pass;

    /// <summary>The price is positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict PricePositive(long price) =>
        price <= 0 ? RiskVerdict.Refuse(ReasonCode.PriceNotPositive) : RiskVerdict.Pass;

    /// <summary>The order is not larger than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict OrderWithinLimit(long notional, long limit) =>
        notional > limit ? new RiskVerdict(ReasonCode.OrderTooLarge, notional, limit) : RiskVerdict.Pass;

    /// <summary>The order is not larger than allowed; lots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict OrderQuantityWithinLimit(long lots, long limit) =>
        lots > limit ? new RiskVerdict(ReasonCode.OrderQuantityLimit, lots, limit) : RiskVerdict.Pass;

    /// <summary>The order is not smaller than the venue takes; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict NotionalAboveMinimum(long notional, long minimum) =>
        notional < minimum ? new RiskVerdict(ReasonCode.BelowMinimum, notional, minimum) : RiskVerdict.Pass;

    /// <summary>The worst position that could come of it is not larger than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict PositionWithinLimit(long worst, long limit) =>
        worst > limit ? new RiskVerdict(ReasonCode.PositionLimit, worst, limit) : RiskVerdict.Pass;

    /// <summary>The worst position that could come of it is not larger than allowed; lots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict PositionQuantityWithinLimit(long lots, long limit) =>
        lots > limit ? new RiskVerdict(ReasonCode.PositionQuantityLimit, lots, limit) : RiskVerdict.Pass;

    /// <summary>The worst position takes no larger share of the capital than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict CapitalShareWithinLimit(long worst, long limit) =>
        worst > limit ? new RiskVerdict(ReasonCode.CapitalShareLimit, worst, limit) : RiskVerdict.Pass;

    /// <summary>The worst exposure of all instruments together is not larger than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict ExposureWithinLimit(long worst, long limit) =>
        worst > limit ? new RiskVerdict(ReasonCode.ExposureLimit, worst, limit) : RiskVerdict.Pass;

    /// <summary>The worst exposure is not larger than the leverage limit makes of the capital; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict LeverageWithinLimit(long worst, long limit) =>
        worst > limit ? new RiskVerdict(ReasonCode.LeverageLimit, worst, limit) : RiskVerdict.Pass;

    /// <summary>The margin of the worst exposure is not larger than the capital allows; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict MarginWithinLimit(long margin, long limit) =>
        margin > limit ? new RiskVerdict(ReasonCode.MarginLimit, margin, limit) : RiskVerdict.Pass;

    /// <summary>
    /// The price does not pay away more than the collar allows: a bid not too high, an ask not too low.
    /// </summary>
    /// <param name="side">The side of the order.</param>
    /// <param name="price">Its limit price, positive.</param>
    /// <param name="reference">The market in the same unit, positive.</param>
    /// <param name="collarCentiBps">The collar, in hundredths of a basis point.</param>
    public static RiskVerdict PriceWithinCollar(Side side, long price, long reference, long collarCentiBps) =>
        Collar(side, price, reference, collarCentiBps, ReasonCode.PriceCollar);

    /// <summary>The same, against the mark price.</summary>
    /// <param name="side">The side of the order.</param>
    /// <param name="price">Its limit price, positive.</param>
    /// <param name="mark">The mark price in the same unit, positive.</param>
    /// <param name="collarCentiBps">The collar, in hundredths of a basis point.</param>
    public static RiskVerdict PriceWithinMarkCollar(Side side, long price, long mark, long collarCentiBps) =>
        Collar(side, price, mark, collarCentiBps, ReasonCode.MarkCollar);

    /// <summary>A post-only order does not reach the other side's best price.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict PostOnlyRests(Side side, long price, long opposite) => Meets(side, price, opposite)
        ? RiskVerdict.Refuse(ReasonCode.PostOnlyWouldCross)
        : RiskVerdict.Pass;

    /// <summary>The order does not reach the best price of our own orders on the other side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict OwnOrdersApart(Side side, long price, long own) => Meets(side, price, own)
        ? new RiskVerdict(ReasonCode.OwnOrderCrossing, price, own)
        : RiskVerdict.Pass;

    /// <summary>What is marked reduce-only reduces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict ReduceOnlyReduces(bool isReduceOnly, bool reduces) => isReduceOnly && !reduces
        ? RiskVerdict.Refuse(ReasonCode.ReduceOnlyWouldGrow)
        : RiskVerdict.Pass;

    /// <summary>Nothing is sold that is not owned, where that is not possible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict SpotOwnsWhatItSells(bool isSpot, Side side) => isSpot && side == Side.Ask
        ? RiskVerdict.Refuse(ReasonCode.NotShortable)
        : RiskVerdict.Pass;

    /// <summary>The truth of every order of the instrument is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict NothingUnknown(long unknownCount) => unknownCount > 0
        ? new RiskVerdict(ReasonCode.UnknownOrderOutstanding, unknownCount, 0)
        : RiskVerdict.Pass;

    /// <summary>One more order does not exceed the most that may be open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict OpenOrdersWithinLimit(long openCount, long limit) => openCount >= limit
        ? new RiskVerdict(ReasonCode.TooManyOpenOrders, openCount + 1, limit)
        : RiskVerdict.Pass;

    /// <summary>One more order does not exceed the most of a window.</summary>
    /// <param name="count">The orders of the window that ends now.</param>
    /// <param name="limit">The most.</param>
    /// <param name="reason">The reason that names the window.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict RateWithinLimit(long count, long limit, ReasonCode reason) =>
        count >= limit ? new RiskVerdict(reason, count + 1, limit) : RiskVerdict.Pass;

    /// <summary>A protective stop lies where the position would lose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict StopOnLosingSide(Side side, long price, long stop)
    {
        var distance = side == Side.Bid ? price - stop : stop - price;
        return distance <= 0 ? new RiskVerdict(ReasonCode.StopOnWrongSide, stop, price) : RiskVerdict.Pass;
    }

    /// <summary>What is lost at the stop is not more than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict RiskPerTradeWithinLimit(long risk, long limit) =>
        risk > limit ? new RiskVerdict(ReasonCode.RiskPerTrade, risk, limit) : RiskVerdict.Pass;

    /// <summary>The pause after losses is over; ns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict CoolDownOver(long now, long until) =>
        now < until ? new RiskVerdict(ReasonCode.CoolDown, now, until) : RiskVerdict.Pass;

    /// <summary>The position to be added to has not lost more than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict PositionLossWithinLimit(long loss, long limit) =>
        loss > limit ? new RiskVerdict(ReasonCode.PositionLossLimit, loss, limit) : RiskVerdict.Pass;

    /// <summary>The day has not lost more than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict DailyLossWithinLimit(long loss, long limit) =>
        loss > limit ? new RiskVerdict(ReasonCode.DailyLossLimit, loss, limit) : RiskVerdict.Pass;

    /// <summary>The equity has not fallen further from its peak than allowed; money.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RiskVerdict DrawdownWithinLimit(long drawdown, long limit) =>
        drawdown > limit ? new RiskVerdict(ReasonCode.DrawdownLimit, drawdown, limit) : RiskVerdict.Pass;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Meets(Side side, long price, long opposite) =>
        side == Side.Bid ? price >= opposite : price <= opposite;

    private static RiskVerdict Collar(Side side, long price, long reference, long collarCentiBps, ReasonCode reason)
    {
        var worse = (Int128)(side == Side.Bid ? price - reference : reference - price) * CentiBpsPerUnit;
        return worse.CompareTo((Int128)reference * collarCentiBps) > 0
            ? new RiskVerdict(reason, RoundedUp(worse, reference), collarCentiBps)
            : RiskVerdict.Pass;
    }

    // Rounded up: what is refused always measures more than the limit.
    private static long RoundedUp(Int128 worse, long reference) =>
        (long)Int128.Min((worse + reference - 1) / reference, long.MaxValue);
}
