using System.Runtime.CompilerServices;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <content>The checks that need a price.</content>
internal sealed partial class RiskGate
{
    private bool PassesValue(in RiskInquiry inquiry, ref RiskVerdict verdict)
    {
        if (!inquiry.Market.TryReferencePrice(out var reference) || reference.Value <= 0)
        {
            return Refuse(ReasonCode.NoReferencePrice, ref verdict);
        }

        ref readonly var request = ref inquiry.Request;
        ref readonly var limits = ref inquiry.Limits;
        // A trigger, which only a conditional order has, is where the market will be when it takes; without one that is
        // where it is now.
        var expected = request.Trigger.Value > 0 ? request.Trigger : reference;
        var isLimit = request.Type.HasLimit();
        if (isLimit && !PassesPrice(inquiry, expected, ref verdict))
        {
            return false;
        }

        var price = isLimit ? request.Price : expected;
        if (!inquiry.Instrument.TryNotional(price, request.Quantity, out var notional))
        {
            return Refuse(ReasonCode.Overflow, ref verdict);
        }

        // Venues exempt what is marked reduce-only from the least notional, so that a small rest can be closed.
        var minimum = request.IsReduceOnly ? 0 : inquiry.Instrument.MinNotional.Value;
        if (!Passes(RiskChecks.NotionalAboveMinimum(notional.Value, minimum), ref verdict))
        {
            return false;
        }

        if (inquiry.Reduces)
        {
            // The account's risk falls, yet the strategy's own position may grow: its own limits still hold.
            return !limits.HasStrategyLimit || PassesStrategy(inquiry, reference, ref verdict);
        }

        return PassesOwnOrders(inquiry, ref verdict)
            && Passes(RiskChecks.OrderWithinLimit(notional.Value, limits.OrderNotional), ref verdict)
            && Passes(RiskChecks.OrderQuantityWithinLimit(request.Quantity.Value, limits.OrderLots), ref verdict)
            && (!limits.HasStrategyLimit || PassesStrategy(inquiry, reference, ref verdict))
            && PassesPosition(inquiry, reference, ref verdict)
            && PassesStop(inquiry, price, notional, ref verdict)
            && PassesOpening(inquiry, ref verdict)
            && (!inquiry.IsJudged || PassesLosses(inquiry, ref verdict));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool PassesPrice(in RiskInquiry inquiry, PriceTicks reference, ref RiskVerdict verdict)
    {
        ref readonly var request = ref inquiry.Request;
        var (market, side, price) = (inquiry.Market, request.Side, request.Price.Value);
        if (!Passes(RiskChecks.PricePositive(price), ref verdict))
        {
            return false;
        }

        if (IsWorse(side, price, reference.Value) && !Passes(
            RiskChecks.PriceWithinCollar(side, price, reference.Value, inquiry.Limits.CollarCentiBps), ref verdict))
        {
            return false;
        }

        // The mark of now says nothing of a limit that waits for another market.
        if (market.HasMark && !request.Type.IsConditional())
        {
            var (scaled, mark) = inquiry.Instrument.OneScale(request.Price, market.MarkPrice);
            if (IsWorse(side, scaled, mark) && !Passes(
                RiskChecks.PriceWithinMarkCollar(side, scaled, mark, inquiry.Limits.MarkCollarCentiBps), ref verdict))
            {
                return false;
            }
        }

        if (!request.IsPostOnly || !(side == Side.Bid ? market.HasAsk : market.HasBid))
        {
            return true;
        }

        var opposite = side == Side.Bid ? market.BestAsk : market.BestBid;
        return Passes(RiskChecks.PostOnlyRests(side, price, opposite.Value), ref verdict);
    }

    // Most prices are no worse than the market, and need no wide arithmetic to say so.
    private static bool IsWorse(Side side, long price, long reference) =>
        side == Side.Bid ? price > reference : price < reference;

    /// <summary>
    /// A post-only order never takes, so one of ours whose cancel is under way does not stop it; a market order meets
    /// what of ours lies at the touch or before it. What waits for its trigger meets nothing yet; then the venue keeps
    /// our orders apart.
    /// </summary>
    private bool PassesOwnOrders(in RiskInquiry inquiry, ref RiskVerdict verdict)
    {
        ref readonly var request = ref inquiry.Request;
        var other = request.Side == Side.Bid ? Side.Ask : Side.Bid;
        if (request.Type.IsConditional()
            || !_exposures.TryBestOwn(request.Instrument, other, request.IsPostOnly, out var own))
        {
            return true;
        }

        if (request.Type == OrderType.Limit)
        {
            return Passes(RiskChecks.OwnOrdersApart(request.Side, request.Price.Value, own), ref verdict);
        }

        var market = inquiry.Market;
        var hasTouch = request.Side == Side.Bid ? market.HasAsk : market.HasBid;
        var touch = request.Side == Side.Bid ? market.BestAsk : market.BestBid;
        return !hasTouch || Passes(RiskChecks.OwnOrdersApart(request.Side, touch.Value, own), ref verdict);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PassesStrategy(in RiskInquiry inquiry, PriceTicks reference, ref RiskVerdict verdict)
    {
        ref readonly var request = ref inquiry.Request;
        ref readonly var limits = ref inquiry.Limits;
        var lots = _exposures.WorstLotsWith(inquiry.Strategy, request, inquiry.ReplacedLots, out var before);
        if (lots <= before)
        {
            return true;
        }

        if (!inquiry.Instrument.TryNotional(reference, new QtyLots(lots), out var worst))
        {
            return Refuse(ReasonCode.Overflow, ref verdict);
        }

        return Passes(RiskChecks.PositionWithinLimit(worst.Value, limits.StrategyNotional), ref verdict)
            && Passes(RiskChecks.PositionQuantityWithinLimit(lots, limits.StrategyLots), ref verdict)
            && (!inquiry.IsJudged || Passes(
                RiskChecks.CapitalShareWithinLimit(worst.Value, inquiry.ShareOfCapital(limits.StrategyShare)),
                ref verdict));
    }

    private bool PassesPosition(in RiskInquiry inquiry, PriceTicks reference, ref RiskVerdict verdict)
    {
        ref readonly var request = ref inquiry.Request;
        ref readonly var limits = ref inquiry.Limits;
        var more = checked(request.Quantity.Value - inquiry.ReplacedLots);
        var lots = _exposures.WorstLotsWith(request.Instrument, request.Side, more, out var gross);
        var exposed = Money.Zero;
        if (!inquiry.Instrument.TryNotional(reference, new QtyLots(lots), out var worst)
            || (gross != lots && !inquiry.Instrument.TryNotional(reference, new QtyLots(gross), out exposed)))
        {
            return Refuse(ReasonCode.Overflow, ref verdict);
        }

        exposed = gross == lots ? worst : exposed;
        return Passes(RiskChecks.PositionWithinLimit(worst.Value, limits.PositionNotional), ref verdict)
            && Passes(RiskChecks.PositionQuantityWithinLimit(lots, limits.PositionLots), ref verdict)
            && (!inquiry.IsJudged || Passes(
                RiskChecks.CapitalShareWithinLimit(worst.Value, inquiry.ShareOfCapital(limits.CapitalShare)),
                ref verdict))
            && PassesExposure(inquiry, exposed.Value, ref verdict);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PassesExposure(in RiskInquiry inquiry, long exposed, ref RiskVerdict verdict)
    {
        ref readonly var exposure = ref inquiry.Exposure;
        var index = inquiry.Request.Instrument;
        var (before, margin, hasUnpriced) = (exposure.WorstValue, exposure.WorstMargin, _exposures.HasUnpriced);
        if (inquiry.ReplacedLots != 0)
        {
            (before, margin, hasUnpriced) = _exposures.Without(index, inquiry.Request.Side, inquiry.ReplacedLots);
        }

        // Without a price an exposure cannot be said, so nothing may be added to it.
        if (hasUnpriced)
        {
            return Refuse(ReasonCode.Overflow, ref verdict);
        }

        ref readonly var account = ref _limits.Account;
        var total = AccountFigures.Clamp(_exposures.WorstValue + (exposed - exposure.WorstValue));
        if (!Passes(RiskChecks.ExposureWithinLimit(total, account.Exposure), ref verdict))
        {
            return false;
        }

        if (!inquiry.IsJudged)
        {
            return true;
        }

        // The margin of what is added is rounded by itself, as that of what is there was.
        var added = (long)((exposed - before) * _limits.MarginOf(index.Value));
        var margins = AccountFigures.Clamp(_exposures.WorstMargin + (margin - exposure.WorstMargin) + added);
        return Passes(
                RiskChecks.LeverageWithinLimit(total, inquiry.ShareOfCapital(account.Leverage)), ref verdict)
            && Passes(
                RiskChecks.MarginWithinLimit(margins, inquiry.ShareOfCapital(account.MarginUse)), ref verdict);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PassesLosses(in RiskInquiry inquiry, ref RiskVerdict verdict)
    {
        ref readonly var account = ref _limits.Account;
        var instrument = inquiry.Request.Instrument;
        // Hedged, what grows opens the leg of its side, and what the other leg has gained covers nothing of that one.
        var leg = inquiry.Request.Side == Side.Bid ? PositionLeg.Long : PositionLeg.Short;
        var loss = -(_exposures.IsHedged(instrument)
            ? _portfolio.UnrealizedPnl(instrument, leg)
            : _portfolio.UnrealizedPnl(instrument)).Value;
        return Passes(
                RiskChecks.PositionLossWithinLimit(loss, inquiry.ShareOfCapital(inquiry.Limits.PositionLoss)),
                ref verdict)
            && Passes(
                RiskChecks.DailyLossWithinLimit(
                    Figures.DayLoss,
                    AccountFigures.Allowed(Figures.DayStart, account.DailyLossShare, account.DailyLoss)),
                ref verdict)
            && Passes(
                RiskChecks.DrawdownWithinLimit(
                    Figures.Drawdown, AccountFigures.Allowed(Figures.Peak, account.Drawdown, long.MaxValue)),
                ref verdict);
    }

    /// <summary>Where no stop is known the risk of the trade is not judged.</summary>
    private static bool PassesStop(in RiskInquiry inquiry, PriceTicks price, Money notional, ref RiskVerdict verdict)
    {
        ref readonly var request = ref inquiry.Request;
        ref readonly var limits = ref inquiry.Limits;
        var stop = request.ProtectiveStop.Value;
        if (stop != 0 && !Passes(RiskChecks.StopOnLosingSide(request.Side, price.Value, stop), ref verdict))
        {
            return false;
        }

        if (!inquiry.IsJudged || (stop == 0 && limits.StopDistance <= 0))
        {
            return true;
        }

        long risk;
        if (stop != 0)
        {
            var distance = new PriceTicks(Math.Abs(price.Value - stop));
            if (!inquiry.Instrument.TryNotional(distance, request.Quantity, out var atStake))
            {
                return Refuse(ReasonCode.Overflow, ref verdict);
            }

            risk = atStake.Value;
        }
        else
        {
            risk = AccountFigures.ShareOf(AccountFigures.CapitalOf(notional.Value), limits.StopDistance);
        }

        return Passes(
            RiskChecks.RiskPerTradeWithinLimit(risk, inquiry.ShareOfCapital(limits.RiskPerTrade)), ref verdict);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PassesOpening(in RiskInquiry inquiry, ref RiskVerdict verdict)
    {
        var strategy = inquiry.Strategy;
        if (!_limits.IsCounted(strategy.Value))
        {
            return true;
        }

        if (!Passes(_streaks.Check(strategy, inquiry.Now), ref verdict))
        {
            return false;
        }

        if (!_rates.HasOpeningLimit(strategy))
        {
            return true;
        }

        // The order that is replaced may be the one that opens, and then the one in its place opens none beside it.
        ref readonly var request = ref inquiry.Request;
        var replaced = inquiry.ReplacedLots;
        var mayOpen = replaced == 0
            ? _exposures.Of(strategy, request.Instrument).MayOpen
            : _exposures.OpensWith(strategy, request.Instrument, request.Side, -replaced);
        if (mayOpen || !_exposures.OpensWith(
            strategy, request.Instrument, request.Side, checked(request.Quantity.Value - replaced)))
        {
            return true;
        }

        var besides = _exposures.Of(strategy, request.Instrument).MayOpen ? -1 : 0;
        return _rates.PassesOpening(
            strategy, inquiry.Now, _exposures.MayOpenCount(0) + besides,
            _exposures.MayOpenCount(strategy.Value) + besides, ref verdict);
    }
}
