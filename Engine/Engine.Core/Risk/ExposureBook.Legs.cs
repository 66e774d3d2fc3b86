using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <content>The worst that may come of what is open: of the position where positions net, of the legs else.</content>
internal sealed partial class ExposureBook
{
    /// <summary>Whether an instrument is held in two legs; spot never is.</summary>
    internal bool IsHedged(InstrumentId instrument) => _portfolio.Settings.IsHedged
        && _markets[instrument.Value].Instrument.ContractType == ContractType.LinearPerpetual;

    /// <summary>The largest position, or the larger leg, that may come of it in an instrument, in lots.</summary>
    internal long WorstLots(InstrumentId instrument, in InstrumentExposure open) => IsHedged(instrument)
        ? open.WorstLegLots(
            _portfolio.Leg(instrument, PositionLeg.Long).Quantity,
            _portfolio.Leg(instrument, PositionLeg.Short).Quantity)
        : open.WorstLots(_portfolio[instrument].Quantity);

    /// <summary>What counts for the account's exposure, in lots: the same, with both legs added up.</summary>
    internal long GrossLots(InstrumentId instrument, in InstrumentExposure open) => IsHedged(instrument)
        ? open.GrossLots(
            _portfolio.Leg(instrument, PositionLeg.Long).Quantity,
            _portfolio.Leg(instrument, PositionLeg.Short).Quantity)
        : open.WorstLots(_portfolio[instrument].Quantity);

    /// <summary>The largest position, or the larger leg, that may come of it for a strategy, in lots.</summary>
    internal long WorstLots(StrategyId strategy, InstrumentId instrument, in StrategyExposure open) =>
        IsHedged(instrument)
            ? open.WorstLegLots(
                _portfolio.LegOfStrategy(strategy, instrument, PositionLeg.Long).Quantity,
                _portfolio.LegOfStrategy(strategy, instrument, PositionLeg.Short).Quantity)
            : open.WorstLots(_portfolio.OfStrategy(strategy, instrument).Quantity.Value);

    /// <summary>
    /// The largest position, or the larger leg, with so many lots more open on a side; negative for fewer.
    /// </summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="more">The lots, of an order that can open.</param>
    /// <param name="gross">What counts for the account's exposure then.</param>
    internal long WorstLotsWith(InstrumentId instrument, Side side, long more, out long gross)
    {
        ref readonly var open = ref _exposures[instrument.Value];
        if (IsHedged(instrument))
        {
            var after = open;
            after.Add(side, more);
            gross = GrossLots(instrument, after);
            return WorstLots(instrument, after);
        }

        gross = Worst(_portfolio[instrument].Quantity.Value, open.OpenBuyLots, open.OpenSellLots, side, more);
        return gross;
    }

    /// <summary>The same for a strategy, of an order in the place of another on its side.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="request">The order; it may be one that can only close a leg.</param>
    /// <param name="replaced">The lots of the other, as reduce-only as this one; zero for none.</param>
    /// <param name="before">The largest position without both.</param>
    internal long WorstLotsWith(StrategyId strategy, in OrderRequest request, long replaced, out long before)
    {
        var (instrument, side) = (request.Instrument, request.Side);
        var more = checked(request.Quantity.Value - replaced);
        ref readonly var open = ref Of(strategy, instrument);
        if (IsHedged(instrument))
        {
            var (without, after) = (open, open);
            without.Add(side, -replaced, request.IsReduceOnly);
            after.Add(side, more, request.IsReduceOnly);
            before = WorstLots(strategy, instrument, without);
            return WorstLots(strategy, instrument, after);
        }

        var position = _portfolio.OfStrategy(strategy, instrument).Quantity.Value;
        before = Worst(position, open.OpenBuyLots, open.OpenSellLots, side, -replaced);
        return Worst(position, open.OpenBuyLots, open.OpenSellLots, side, more);
    }

    /// <summary>
    /// Whether a strategy's open orders may open a position, with so many lots more on a side; negative for fewer.
    /// </summary>
    internal bool OpensWith(StrategyId strategy, InstrumentId instrument, Side side, long more)
    {
        var after = Of(strategy, instrument);
        after.Add(side, more);
        return after.Opens(_portfolio.OfStrategy(strategy, instrument).Quantity.Value);
    }

    private static long Worst(long position, long buys, long sells, Side side, long more)
    {
        if (side == Side.Bid)
        {
            buys = checked(buys + more);
        }
        else
        {
            sells = checked(sells + more);
        }

        return Math.Max(Math.Abs(checked(position + buys)), Math.Abs(checked(position - sells)));
    }

    private void VisitLegs(StateSink sink)
    {
        foreach (ref var exposure in _exposures.AsSpan())
        {
            exposure.VisitLegs(sink);
        }

        foreach (ref var cell in _cells.AsSpan())
        {
            cell.VisitLegs(sink);
        }
    }
}
