using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of trades, or of trades summed by order.</summary>
internal sealed class TradeMapper : CsvMapper
{
    private Key128 _lastKey;

    internal TradeMapper(Instrument instrument, ImportFile facts)
        : base(instrument, facts)
    {
    }

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        var key = KeyOf(row);
        if (key != Key128.None && key == _lastKey)
        {
            Facts.Duplicates++;
            return false;
        }

        _lastKey = key;
        Start(ref slot, EventKind.Trade, row.Time(CsvField.Time), AggressorOf(row));
        slot.Trade.Price = Price(row, CsvField.Price);
        slot.Trade.Quantity = Quantity(row, CsvField.Quantity);
        slot.Trade.Key = key;
        return slot.Trade.Quantity > QtyLots.Zero ? true : throw row.Refuse("the quantity is zero");
    }

    private static EventFlags AggressorOf(CsvRow row)
    {
        if (row.Has(CsvField.BuyerMaker))
        {
            // The buyer was the maker, so the aggressor sold.
            return row.Boolean(CsvField.BuyerMaker) ? EventFlags.Ask : EventFlags.None;
        }

        return SideOf(row);
    }
}
