using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of forced liquidations; the side is that of the liquidation order: a sale closed a long.</summary>
internal sealed class LiquidationMapper : CsvMapper
{
    internal LiquidationMapper(Instrument instrument, ImportFile facts)
        : base(instrument, facts)
    {
    }

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        Start(ref slot, EventKind.Liquidation, row.Time(CsvField.Time), SideOf(row));
        slot.Liquidation.Price = Price(row, CsvField.Price);
        slot.Liquidation.Quantity = Quantity(row, CsvField.Quantity);
        slot.Liquidation.Key = KeyOf(row);
        return slot.Liquidation.Quantity > QtyLots.Zero ? true : throw row.Refuse("the quantity is zero");
    }
}
