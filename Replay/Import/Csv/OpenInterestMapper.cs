using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of open interest.</summary>
internal sealed class OpenInterestMapper : CsvMapper
{
    private const int MoneyScale = 8;

    internal OpenInterestMapper(Instrument instrument, ImportFile facts)
        : base(instrument, facts)
    {
    }

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        if (!row.Has(CsvField.Quantity) && !row.Has(CsvField.Value))
        {
            throw ImportException.Usage(
                "--columns", "open interest needs a quantity or a value", "name one: quantity=column");
        }

        Start(ref slot, EventKind.OpenInterest, row.Time(CsvField.Time));
        slot.OpenInterest.Quantity = row.Has(CsvField.Quantity) ? Quantity(row, CsvField.Quantity) : QtyLots.Zero;
        slot.OpenInterest.Value = new Money(row.Rounded(CsvField.Value, MoneyScale));
        return slot.OpenInterest.Value >= Money.Zero ? true : throw row.Refuse("the value is negative");
    }
}
