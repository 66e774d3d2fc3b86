using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of best bid and offer; where they are bars, the row is known when the bar has closed.</summary>
internal sealed class QuoteMapper : CsvMapper
{
    private readonly BarInterval _interval;

    internal QuoteMapper(Instrument instrument, BarInterval interval, ImportFile facts)
        : base(instrument, facts) => _interval = interval;

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        Start(ref slot, EventKind.Quote, row.Time(CsvField.Time) + _interval.LengthNs());
        slot.Quote.BidQuantity = Quantity(row, CsvField.BidQuantity);
        slot.Quote.AskQuantity = Quantity(row, CsvField.AskQuantity);

        // An empty side has a quantity of zero, and then its price means nothing.
        slot.Quote.BidPrice = slot.Quote.BidQuantity == QtyLots.Zero
            ? new PriceTicks(row.Steps(CsvField.BidPrice, PriceGrid))
            : Price(row, CsvField.BidPrice);
        slot.Quote.AskPrice = slot.Quote.AskQuantity == QtyLots.Zero
            ? new PriceTicks(row.Steps(CsvField.AskPrice, PriceGrid))
            : Price(row, CsvField.AskPrice);
        slot.Quote.UpdateId = row.Rounded(CsvField.UpdateId, 0);
        return true;
    }
}
