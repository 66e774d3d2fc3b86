using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <content>What is open at its prices, and the state.</content>
internal sealed partial class ExposureBook
{
    internal void VisitState(StateSink sink)
    {
        foreach (ref var exposure in _exposures.AsSpan())
        {
            exposure.VisitState(sink);
        }

        foreach (ref var cell in _cells.AsSpan())
        {
            cell.VisitState(sink);
        }

        for (var row = 0; row < _openOrders.Length; row++)
        {
            sink.Visit(ref _openOrders[row]);
            sink.Visit(ref _mayOpen[row]);
        }

        for (var i = 0; i < _bids.Count; i++)
        {
            _bids[i].VisitState(sink);
            _asks[i].VisitState(sink);
        }

        if (_portfolio.Settings.IsHedged)
        {
            VisitLegs(sink);
        }
    }

    /// <summary>
    /// What an instrument's exposure would be worth without lots of an open order, its margin, and whether something
    /// could not be valued then, there or elsewhere.
    /// </summary>
    internal (long Value, long Margin, bool HasUnpriced) Without(InstrumentId instrument, Side side, long lots)
    {
        ref readonly var exposure = ref _exposures[instrument.Value];
        _ = WorstLotsWith(instrument, side, -lots, out var worst);
        var market = _markets[instrument.Value];
        var reference = ReferenceOf(market);
        if (worst == exposure.Worst && reference == exposure.Reference)
        {
            return (exposure.WorstValue, exposure.WorstMargin, HasUnpriced);
        }

        return TryValue(market, reference, worst, out var value)
            ? (value.Value, (long)(value.Value * _limits.MarginOf(instrument.Value)),
                _unpricedCount > (exposure.IsUnpriced ? 1 : 0))
            : (exposure.WorstValue, exposure.WorstMargin, true);
    }

    private void Revalue(int index)
    {
        ref var exposure = ref _exposures[index];
        var worst = GrossLots(new InstrumentId(index), exposure);
        var reference = ReferenceOf(_markets[index]);
        if (worst != exposure.Worst || reference != exposure.Reference)
        {
            Revalue(ref exposure, index, worst, reference);
        }
    }

    private void Revalue(ref InstrumentExposure exposure, int index, long worst, long reference)
    {
        var isKnown = TryValue(_markets[index], reference, worst, out var value);
        var (valueBefore, marginBefore) = (exposure.WorstValue, exposure.WorstMargin);
        if (isKnown)
        {
            exposure.WorstValue = value.Value;
            exposure.WorstMargin = (long)(value.Value * _limits.MarginOf(index));
        }

        _worstValue += exposure.WorstValue - valueBefore;
        _worstMargin += exposure.WorstMargin - marginBefore;
        _unpricedCount += (isKnown ? 0 : 1) - (exposure.IsUnpriced ? 1 : 0);
        (exposure.Worst, exposure.Reference, exposure.IsUnpriced) = (worst, reference, !isKnown);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ReferenceOf(MarketState market) =>
        market.TryReferencePrice(out var price) ? Math.Max(price.Value, 0) : 0;

    private static bool TryValue(MarketState market, long reference, long lots, out Money value)
    {
        value = Money.Zero;
        return lots == 0 || (reference > 0
            && market.Instrument.TryNotional(new PriceTicks(reference), new QtyLots(lots), out value)
            && value.Value < ValueMax);
    }

    /// <summary>Adds an instrument to the sums, its margin worked out anew.</summary>
    private void Count(int index)
    {
        ref var exposure = ref _exposures[index];
        exposure.WorstMargin = (long)(exposure.WorstValue * _limits.MarginOf(index));
        _worstValue += exposure.WorstValue;
        _worstMargin += exposure.WorstMargin;
        _unpricedCount += exposure.IsUnpriced ? 1 : 0;
    }
}
