using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of funding rates that were applied.</summary>
internal sealed class FundingMapper : CsvMapper
{
    private const int FineScale = 8;
    private const long Hour = 60 * TimestampNs.PerMinute;
    private readonly BarInterval _fixed;
    private TimestampNs _last = TimestampNs.MinValue;

    internal FundingMapper(Instrument instrument, BarInterval interval, ImportFile facts)
        : base(instrument, facts) => _fixed = interval;

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        var time = row.Time(CsvField.Time);
        Start(ref slot, EventKind.Funding, time);
        slot.Funding.Rate = FundingRate(row);
        slot.Funding.FundingTime = time;
        slot.Funding.MarkPrice = new FinePrice(row.Rounded(CsvField.Mark, FineScale));
        slot.Funding.IntervalNs = IntervalOf(row, time);
        _last = time;
        return slot.Funding.MarkPrice >= FinePrice.Zero ? true : throw row.Refuse("the mark price is negative");
    }

    /// <summary>What the row says, else what the user says, else what lies between the rows, in whole hours.</summary>
    private long IntervalOf(CsvRow row, TimestampNs time)
    {
        if (row.Has(CsvField.IntervalHours))
        {
            return row.Rounded(CsvField.IntervalHours, 0) * Hour;
        }

        if (_fixed != BarInterval.None)
        {
            return _fixed.LengthNs();
        }

        return _last == TimestampNs.MinValue ? 0 : (time - _last + (Hour / 2)) / Hour * Hour;
    }
}
