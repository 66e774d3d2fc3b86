using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <content>The checks that need a price.</content>
internal sealed partial class RiskGate
{
    private RiskVerdict CheckValue(
        StrategyId strategy, in OrderRequest request, MarketState market, bool reduces, TimestampNs now)
    {
        if (!market.TryReferencePrice(out var reference) || reference.Value <= 0)
        {
            return RiskVerdict.Refuse(ReasonCode.NoReferencePrice);
        }

        ref readonly var limits = ref _limits.Of(strategy, request.Instrument);
        // A trigger is where the market will be when a conditional order takes; without one it is where it is now.
        var expected = request.Type.IsConditional() && request.Trigger.Value > 0 ? request.Trigger : reference;
        var isLimit = request.Type.HasLimit();
        var verdict = isLimit ? CheckPrice(request, market, expected, limits) : RiskVerdict.Pass;
        if (!verdict.IsPass)
        {
            return verdict;
        }

        var price = isLimit ? request.Price : expected;
        if (!market.Instrument.TryNotional(price, request.Quantity, out var notional))
        {
            return RiskVerdict.Refuse(ReasonCode.Overflow);
        }

        // Venues exempt what is marked reduce-only from the least notional, so that a small rest can be closed.
        var minimum = request.IsReduceOnly ? 0 : market.Instrument.MinNotional.Value;
        verdict = RiskChecks.NotionalAboveMinimum(notional.Value, minimum);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        if (reduces)
        {
            // The account's risk falls, yet the strategy's own position may grow: its own limits still hold.
            return limits.HasStrategyLimit ? CheckStrategy(strategy, request, market, reference, limits) : verdict;
        }

        verdict = CheckOwnOrders(request, market);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = RiskChecks.OrderWithinLimit(notional.Value, limits.OrderNotional);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = RiskChecks.OrderQuantityWithinLimit(request.Quantity.Value, limits.OrderLots);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        if (limits.HasStrategyLimit)
        {
            verdict = CheckStrategy(strategy, request, market, reference, limits);
        }

        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = CheckPosition(request, market, reference, limits);
        return verdict.IsPass ? CheckLosses(strategy, request, price, limits, now) : verdict;
    }

    private static RiskVerdict CheckPrice(
        in OrderRequest request, MarketState market, PriceTicks reference, in OrderLimits limits)
    {
        var verdict = RiskChecks.PricePositive(request.Price.Value);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        if (IsWorse(request.Side, request.Price.Value, reference.Value))
        {
            verdict = RiskChecks.PriceWithinCollar(
                request.Side, request.Price.Value, reference.Value, limits.CollarCentiBps);
        }

        // The mark of now says nothing of a limit that waits for another market.
        if (verdict.IsPass && market.HasMark && !request.Type.IsConditional())
        {
            var (price, mark) = market.Instrument.OneScale(request.Price, market.MarkPrice);
            if (IsWorse(request.Side, price, mark))
            {
                verdict = RiskChecks.PriceWithinMarkCollar(request.Side, price, mark, limits.MarkCollarCentiBps);
            }
        }

        var hasOpposite = request.Side == Side.Bid ? market.HasAsk : market.HasBid;
        if (!verdict.IsPass || !request.IsPostOnly || !hasOpposite)
        {
            return verdict;
        }

        var opposite = request.Side == Side.Bid ? market.BestAsk : market.BestBid;
        return RiskChecks.PostOnlyRests(request.Side, request.Price.Value, opposite.Value);
    }

    // Most prices are no worse than the market, and need no wide arithmetic to say so.
    private static bool IsWorse(Side side, long price, long reference) =>
        side == Side.Bid ? price > reference : price < reference;

    /// <summary>
    /// A post-only order never takes, so one of ours whose cancel is under way does not stop it; a market order meets
    /// what of ours lies at the touch or before it. What waits for its trigger meets nothing yet; then the venue keeps
    /// our orders apart.
    /// </summary>
    private RiskVerdict CheckOwnOrders(in OrderRequest request, MarketState market)
    {
        var other = request.Side == Side.Bid ? Side.Ask : Side.Bid;
        if (request.Type.IsConditional()
            || !_exposures.TryBestOwn(request.Instrument, other, request.IsPostOnly, out var own))
        {
            return RiskVerdict.Pass;
        }

        var hasTouch = request.Side == Side.Bid ? market.HasAsk : market.HasBid;
        if (request.Type != OrderType.Limit && !hasTouch)
        {
            return RiskVerdict.Pass;
        }

        var touch = request.Side == Side.Bid ? market.BestAsk : market.BestBid;
        var reach = request.Type == OrderType.Limit ? request.Price.Value : touch.Value;
        return RiskChecks.OwnOrdersApart(request.Side, reach, own);
    }

    private RiskVerdict CheckStrategy(
        StrategyId strategy, in OrderRequest request, MarketState market, PriceTicks reference, in OrderLimits limits)
    {
        var after = _exposures.Of(strategy, request.Instrument);
        var before = _exposures.WorstLots(strategy, request.Instrument, after);
        if (request.IsReduceOnly && _exposures.IsHedged(request.Instrument))
        {
            after.AddClosing(request.Side, request.Quantity.Value);
        }
        else
        {
            after.Add(request.Side, request.Quantity.Value);
        }

        var lots = _exposures.WorstLots(strategy, request.Instrument, after);
        if (lots <= before)
        {
            return RiskVerdict.Pass;
        }

        if (!market.Instrument.TryNotional(reference, new QtyLots(lots), out var worst))
        {
            return RiskVerdict.Refuse(ReasonCode.Overflow);
        }

        var verdict = RiskChecks.PositionWithinLimit(worst.Value, limits.StrategyNotional);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = RiskChecks.PositionQuantityWithinLimit(lots, limits.StrategyLots);
        return verdict.IsPass && IsJudged(market.Instrument)
            ? RiskChecks.CapitalShareWithinLimit(worst.Value, ShareLimit(limits.StrategyShare))
            : verdict;
    }

    private RiskVerdict CheckPosition(
        in OrderRequest request, MarketState market, PriceTicks reference, in OrderLimits limits)
    {
        var after = _exposures[request.Instrument];
        after.Add(request.Side, request.Quantity.Value);
        var lots = _exposures.WorstLots(request.Instrument, after);
        var gross = _exposures.GrossLots(request.Instrument, after);
        if (!market.Instrument.TryNotional(reference, new QtyLots(lots), out var notional)
            || !market.Instrument.TryNotional(reference, new QtyLots(gross), out var exposed))
        {
            return RiskVerdict.Refuse(ReasonCode.Overflow);
        }

        var worst = notional.Value;
        var isJudged = IsJudged(market.Instrument);
        var verdict = RiskChecks.PositionWithinLimit(worst, limits.PositionNotional);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = RiskChecks.PositionQuantityWithinLimit(lots, limits.PositionLots);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        if (isJudged)
        {
            verdict = RiskChecks.CapitalShareWithinLimit(worst, ShareLimit(limits.CapitalShare));
        }

        return verdict.IsPass ? CheckExposure(exposed.Value, after.WorstValue, isJudged, request.Instrument) : verdict;
    }

    private RiskVerdict CheckExposure(long worst, long before, bool isJudged, InstrumentId instrument)
    {
        // Without a price an exposure cannot be said, so nothing may be added to it.
        if (_exposures.HasUnpriced)
        {
            return RiskVerdict.Refuse(ReasonCode.Overflow);
        }

        ref readonly var account = ref _limits.Account;
        var growth = worst - before;
        var total = AccountFigures.Clamp(_exposures.WorstValue + growth);
        var verdict = RiskChecks.ExposureWithinLimit(total, account.Exposure);
        if (!verdict.IsPass || !isJudged)
        {
            return verdict;
        }

        verdict = RiskChecks.LeverageWithinLimit(total, ShareLimit(account.Leverage));
        var marginOfGrowth = (long)(growth * _limits.MarginOf(instrument.Value));
        return verdict.IsPass
            ? RiskChecks.MarginWithinLimit(
                AccountFigures.Clamp(_exposures.WorstMargin + marginOfGrowth),
                ShareLimit(account.MarginUse))
            : verdict;
    }

    private RiskVerdict CheckLosses(
        StrategyId strategy, in OrderRequest request, PriceTicks price, in OrderLimits limits, TimestampNs now)
    {
        var isJudged = IsJudged(_markets[request.Instrument.Value].Instrument);
        var verdict = CheckStop(request, price, limits, isJudged);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = CheckOpening(strategy, request, now);
        if (!verdict.IsPass || !isJudged)
        {
            return verdict;
        }

        ref readonly var account = ref _limits.Account;
        verdict = RiskChecks.PositionLossWithinLimit(
            -_portfolio.UnrealizedPnl(request.Instrument).Value, ShareLimit(limits.PositionLoss));
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = RiskChecks.DailyLossWithinLimit(
                Figures.DayLoss,
                AccountFigures.Allowed(Figures.DayStart, account.DailyLossShare, account.DailyLoss));
        return verdict.IsPass
            ? RiskChecks.DrawdownWithinLimit(
                Figures.Drawdown, AccountFigures.Allowed(Figures.Peak, account.Drawdown, long.MaxValue))
            : verdict;
    }

    /// <summary>Where no stop is known the risk of the trade is not judged.</summary>
    private RiskVerdict CheckStop(
        in OrderRequest request, PriceTicks price, in OrderLimits limits, bool isJudged)
    {
        var instrument = _markets[request.Instrument.Value].Instrument;
        long risk;
        if (request.ProtectiveStop != PriceTicks.Zero)
        {
            var verdict = RiskChecks.StopOnLosingSide(request.Side, price.Value, request.ProtectiveStop.Value);
            if (!verdict.IsPass || !isJudged)
            {
                return verdict;
            }

            var distance = new PriceTicks(Math.Abs(price.Value - request.ProtectiveStop.Value));
            if (!instrument.TryNotional(distance, request.Quantity, out var atStake))
            {
                return RiskVerdict.Refuse(ReasonCode.Overflow);
            }

            risk = atStake.Value;
        }
        else if (limits.StopDistance > 0 && isJudged)
        {
            instrument.TryNotional(price, request.Quantity, out var notional);
            risk = AccountFigures.ShareOf(notional.Value, limits.StopDistance);
        }
        else
        {
            return RiskVerdict.Pass;
        }

        return RiskChecks.RiskPerTradeWithinLimit(risk, ShareLimit(limits.RiskPerTrade));
    }

    private RiskVerdict CheckOpening(StrategyId strategy, in OrderRequest request, TimestampNs now)
    {
        if (!_limits.IsCounted(strategy.Value))
        {
            return RiskVerdict.Pass;
        }

        var verdict = _streaks.Check(strategy, now);
        var cell = _exposures.Of(strategy, request.Instrument);
        if (!verdict.IsPass || cell.MayOpen)
        {
            return verdict;
        }

        cell.Add(request.Side, request.Quantity.Value);
        return cell.Opens(_portfolio.OfStrategy(strategy, request.Instrument).Quantity.Value)
            ? _rates.CheckOpening(strategy, _exposures, now)
            : verdict;
    }
}
