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

    private void Revalue(int index)
    {
        ref var exposure = ref _exposures[index];
        var market = _markets[index];
        var worst = GrossLots(new InstrumentId(index), exposure);
        var reference = market.TryReferencePrice(out var price) && price.Value > 0 ? price.Value : 0;
        if (worst == exposure.Worst && reference == exposure.Reference)
        {
            return;
        }

        Count(index, -1);
        var isKnown = TryValue(market, reference, worst, out var value);
        (exposure.Worst, exposure.Reference, exposure.IsUnpriced) = (worst, reference, !isKnown);
        exposure.WorstValue = isKnown ? value.Value : exposure.WorstValue;
        Count(index, 1);
    }

    private static bool TryValue(MarketState market, long reference, long lots, out Money value)
    {
        value = Money.Zero;
        return lots == 0 || (reference > 0
            && market.Instrument.TryNotional(new PriceTicks(reference), new QtyLots(lots), out value)
            && value.Value < ValueMax);
    }

    /// <summary>Adds an instrument to the sums (1), or takes it out (−1).</summary>
    private void Count(int index, int sign)
    {
        ref readonly var exposure = ref _exposures[index];
        _worstValue += sign * exposure.WorstValue;
        _worstMargin += sign * (long)(exposure.WorstValue * _limits.MarginOf(index));
        _unpricedCount += exposure.IsUnpriced ? sign : 0;
    }
}
