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
