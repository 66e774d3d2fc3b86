using Engine.Books;
using Engine.Core.Portfolios;
using Engine.Core.Sanitizing;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>Asks every check in a fixed order; the first that says no is the reason given. One thread.</summary>
internal sealed class RiskGate
{
    private readonly IReadOnlyList<MarketState> _markets;
    private readonly Portfolio _portfolio;
    private readonly RiskLimits _limits;
    private readonly Sanitizer _sanitizer;

    internal RiskGate(
        IReadOnlyList<MarketState> markets, Portfolio portfolio, RiskLimits limits, Sanitizer sanitizer)
    {
        _sanitizer = sanitizer;
        _markets = markets;
        _portfolio = portfolio;
        _limits = limits;
    }

    /// <summary>What trading may do now.</summary>
    internal TradingState State { get; set; }

    /// <summary>Judges an order before it gets a number.</summary>
    internal RiskVerdict Check(
        in OrderRequest request, ReadOnlySpan<InstrumentExposure> exposures, int openOrders, TimestampNs now)
    {
        var market = _markets[request.Instrument.Value];
        var instrument = market.Instrument;
        ref readonly var exposure = ref exposures[request.Instrument.Value];

        var verdict = TermsChecks.Agree(request, now);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = RiskChecks.QuantityWithinBounds(instrument, request.Quantity);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        var position = _portfolio[request.Instrument].Quantity;
        var isHedged = _portfolio.Settings.IsHedged && instrument.ContractType == ContractType.LinearPerpetual;
        // Hedged, what is not reduce-only opens a leg, whatever the other one holds.
        var reduces = isHedged
            ? request.IsReduceOnly && _portfolio.ClosableLots(instrument.Id, request.Side) >= request.Quantity.Value
            : Reduces(request, position, exposure);
        verdict = RiskChecks.TradingAllows(State, reduces);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = CheckWhatGrows(request, market, exposure, reduces, now);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        verdict = RiskChecks.OpenOrdersWithinLimit(openOrders, _limits.MaxOpenOrders);
        return verdict.IsPass ? CheckValue(request, market, exposures, reduces) : verdict;
    }

    /// <summary>
    /// The largest notional that the limits on order, position and exposure leave in an instrument, whichever way;
    /// zero where that cannot be said.
    /// </summary>
    internal Money Room(InstrumentId instrument, ReadOnlySpan<InstrumentExposure> exposures)
    {
        var index = instrument.Value;
        var lots = new QtyLots(exposures[index].WorstLots(_portfolio[instrument].Quantity));
        if (!_markets[index].TryReferencePrice(out var reference) || reference.Value <= 0
            || !_markets[index].Instrument.TryNotional(reference, lots, out var held)
            || !TryOtherExposure(index, exposures, out var others) || held.Value > long.MaxValue - others)
        {
            return Money.Zero;
        }

        var room = Math.Min(
            _limits.MaxOrderNotional.Value,
            Math.Min(
                _limits.MaxPositionNotional.Value - held.Value, _limits.MaxExposure.Value - held.Value - others));
        return new Money(Math.Max(0, room));
    }

    private RiskVerdict CheckWhatGrows(
        in OrderRequest request, MarketState market, in InstrumentExposure exposure, bool reduces, TimestampNs now)
    {
        if (reduces)
        {
            return RiskVerdict.Pass;
        }

        if (request.IsReduceOnly)
        {
            return RiskVerdict.Refuse(ReasonCode.ReduceOnlyWouldGrow);
        }

        if (market.Instrument.ContractType == ContractType.Spot && request.Side == Side.Ask)
        {
            return RiskVerdict.Refuse(ReasonCode.NotShortable);
        }

        if (exposure.UnknownCount > 0)
        {
            return new RiskVerdict(ReasonCode.UnknownOrderOutstanding, exposure.UnknownCount, 0);
        }

        return market.IsLive
            ? _sanitizer.Check(request.Instrument, now)
            : RiskVerdict.Refuse(ReasonCode.StaleBook);
    }

    private RiskVerdict CheckValue(
        in OrderRequest request, MarketState market, ReadOnlySpan<InstrumentExposure> exposures, bool reduces)
    {
        if (!market.TryReferencePrice(out var reference) || reference.Value <= 0)
        {
            return RiskVerdict.Refuse(ReasonCode.NoReferencePrice);
        }

        // A trigger is where the market will be when a conditional order takes; without one it is where it is now.
        var expected = request.Type.IsConditional() && request.Trigger.Value > 0 ? request.Trigger : reference;
        if (request.Type.HasLimit())
        {
            if (request.Price.Value <= 0)
            {
                return RiskVerdict.Refuse(ReasonCode.PriceNotPositive);
            }

            var collar = RiskChecks.PriceWithinCollar(
                request.Side, request.Price, expected, _limits.PriceCollarCentiBps);
            if (!collar.IsPass)
            {
                return collar;
            }

            expected = request.Price;
        }

        if (request.IsPostOnly && WouldCross(request, market))
        {
            return RiskVerdict.Refuse(ReasonCode.PostOnlyWouldCross);
        }

        if (!market.Instrument.TryNotional(expected, request.Quantity, out var notional))
        {
            return RiskVerdict.Refuse(ReasonCode.Overflow);
        }

        // Venues exempt what is marked reduce-only from the least notional, so that a small rest can be closed.
        var minimum = request.IsReduceOnly ? Money.Zero : market.Instrument.MinNotional;
        var verdict = RiskChecks.NotionalAboveMinimum(notional, minimum);
        if (!verdict.IsPass || reduces)
        {
            return verdict;
        }

        verdict = RiskChecks.OrderWithinLimit(notional, _limits.MaxOrderNotional);
        return verdict.IsPass ? CheckPosition(request, reference, exposures) : verdict;
    }

    private RiskVerdict CheckPosition(
        in OrderRequest request, PriceTicks reference, ReadOnlySpan<InstrumentExposure> exposures)
    {
        var index = request.Instrument.Value;
        var instrument = _markets[index].Instrument;
        var after = exposures[index];
        after.Add(request.Side, request.Quantity.Value);
        var worstLots = new QtyLots(after.WorstLots(_portfolio[request.Instrument].Quantity));
        if (!instrument.TryNotional(reference, worstLots, out var worst))
        {
            return RiskVerdict.Refuse(ReasonCode.Overflow);
        }

        var verdict = RiskChecks.PositionWithinLimit(worst, _limits.MaxPositionNotional);
        if (!verdict.IsPass)
        {
            return verdict;
        }

        return TryOtherExposure(index, exposures, out var others) && worst.Value <= long.MaxValue - others
            ? RiskChecks.ExposureWithinLimit(new Money(worst.Value + others), _limits.MaxExposure)
            : RiskVerdict.Refuse(ReasonCode.Overflow);
    }

    private bool TryOtherExposure(int except, ReadOnlySpan<InstrumentExposure> exposures, out long total)
    {
        total = 0;
        for (var i = 0; i < exposures.Length; i++)
        {
            var lots = exposures[i].WorstLots(_portfolio[new InstrumentId(i)].Quantity);
            if (i == except || lots == 0)
            {
                continue;
            }

            // Without a price the exposure cannot be said, so nothing may be added to it.
            if (!_markets[i].TryReferencePrice(out var price)
                || !_markets[i].Instrument.TryNotional(price, new QtyLots(lots), out var value)
                || value.Value > long.MaxValue - total)
            {
                return false;
            }

            total += value.Value;
        }

        return true;
    }

    private static bool Reduces(in OrderRequest request, QtyLots position, in InstrumentExposure exposure)
    {
        var closable = request.Side == Side.Bid ? -position.Value : position.Value;

        // Several reduce-only orders may wait to close one position: a stop and a take-profit. Whichever is triggered
        // takes no more than is left then.
        var isGuard = request.IsReduceOnly && request.Type.IsConditional();
        return closable - (isGuard ? 0 : exposure.OpenLots(request.Side)) >= request.Quantity.Value;
    }

    private static bool WouldCross(in OrderRequest request, MarketState market) => request.Side == Side.Bid
        ? market.HasAsk && request.Price >= market.BestAsk
        : market.HasBid && request.Price <= market.BestBid;
}
