using Engine.Books;
using Engine.Model.Instruments;
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

        foreach (var figures in _figures)
        {
            figures.VisitState(sink);
        }
    }

    /// <returns>Whether anything has changed.</returns>
    private bool Revalue(int index)
    {
        ref var exposure = ref _exposures[index];
        var market = _markets[index];
        var position = _portfolio[new InstrumentId(index)].Quantity.Value;
        var worst = exposure.WorstLots(new QtyLots(position));
        var reference = market.TryReferencePrice(out var price) && price.Value > 0 ? price.Value : 0;
        var mark = market.MarkPrice.Value;
        if (position == exposure.Position && worst == exposure.Worst && reference == exposure.Reference
            && mark == exposure.Mark)
        {
            return false;
        }

        Count(index, -1);
        exposure.Reference = reference;
        exposure.Worst = worst;
        if (position != exposure.Position || mark != exposure.Mark || !IsAtMark(market))
        {
            (exposure.Position, exposure.Mark) = (position, mark);
            ValuePosition(ref exposure, market);
        }

        var isWorthKnown = TryValue(market, reference, worst, out var worth);
        exposure.WorstValue = isWorthKnown ? worth.Value : exposure.WorstValue;
        exposure.IsUnpriced = !isWorthKnown;
        Count(index, 1);
        return true;
    }

    /// <summary>Where nothing has a price the position keeps what it was worth last.</summary>
    private static void ValuePosition(ref InstrumentExposure exposure, MarketState market)
    {
        if (exposure.Position == 0)
        {
            exposure.PositionValue = 0;
            return;
        }

        var lots = new QtyLots(exposure.Position);
        Money value;
        var fits = IsAtMark(market)
            ? market.Instrument.TryNotional(market.MarkPrice, lots, out value)
            : TryValue(market, exposure.Reference, exposure.Position, out value);
        if (fits && Math.Abs(value.Value) < ValueMax)
        {
            exposure.PositionValue = value.Value;
        }
    }

    private static bool IsAtMark(MarketState market) =>
        market.HasMark && market.Instrument.ContractType == ContractType.LinearPerpetual;

    private static bool TryValue(MarketState market, long reference, long lots, out Money value)
    {
        value = Money.Zero;
        return lots == 0 || (reference > 0
            && market.Instrument.TryNotional(new PriceTicks(reference), new QtyLots(lots), out value)
            && Math.Abs(value.Value) < ValueMax);
    }

    /// <summary>Adds an instrument to the sums (1), or takes it out (−1).</summary>
    private void Count(int index, int sign)
    {
        ref readonly var exposure = ref _exposures[index];
        var figures = _figures[_figuresOf[index]];
        var margin = _limits.MarginOf(index);
        figures.PositionValue += sign * exposure.PositionValue;
        figures.WorstValue += sign * exposure.WorstValue;
        figures.WorstMargin += sign * (long)(exposure.WorstValue * margin);
        figures.UsedMargin += margin < 1 ? sign * (long)(Math.Abs(exposure.PositionValue) * margin) : 0;
        figures.UnpricedCount += exposure.IsUnpriced ? sign : 0;
    }
}
