using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of mark prices; where they are bars, the row is known when the bar has closed.</summary>
internal sealed class MarkMapper : CsvMapper
{
    private const int FineScale = 8;
    private readonly BarInterval _interval;

    internal MarkMapper(Instrument instrument, BarInterval interval, ImportFile facts)
        : base(instrument, facts) => _interval = interval;

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        Start(ref slot, EventKind.Mark, row.Time(CsvField.Time) + _interval.LengthNs());
        slot.Mark.MarkPrice = new FinePrice(row.Rounded(CsvField.Mark, FineScale));
        slot.Mark.IndexPrice = new FinePrice(row.Rounded(CsvField.Index, FineScale));
        slot.Mark.SettlePrice = new FinePrice(row.Rounded(CsvField.Settle, FineScale));
        slot.Mark.FundingRate = FundingRate(row);
        slot.Mark.NextFundingTime = row.Has(CsvField.NextFundingTime)
            ? row.Time(CsvField.NextFundingTime)
            : TimestampNs.Zero;
        return slot.Mark.MarkPrice > FinePrice.Zero && slot.Mark.IndexPrice >= FinePrice.Zero
            ? true
            : throw row.Refuse("the mark price is not positive, or the index price negative");
    }
}
