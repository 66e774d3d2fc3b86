using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of best bid and offer.</summary>
internal sealed class QuoteMapper : CsvMapper
{
    internal QuoteMapper(Instrument instrument, ImportSummary summary)
        : base(instrument, summary)
    {
    }

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        Start(ref slot, EventKind.Quote, row.Time(CsvField.Time));
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
