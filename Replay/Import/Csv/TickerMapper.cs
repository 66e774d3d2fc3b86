using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>
/// Rows of a derivative's ticker, which repeat all fields where one has changed: mark and index price with the funding
/// to come, open interest, and the funding that was applied between two rows.
/// </summary>
/// <remarks>
/// The ticker does not say what funding was applied. Its rate is that of the next funding, so the last rate before that
/// time moved on is what the venue applied; it becomes known with the first row that names a later time.
/// </remarks>
internal sealed class TickerMapper : CsvMapper
{
    private const int FineScale = 8;
    private const string FundingWarning =
        "its applied fundings are the last rates that the ticker showed before their times";

    private readonly bool _derivesFunding;
    private Event _mark;
    private QtyLots _openInterest = new(-1);
    private Event _pendingInterest;
    private Event _pendingFunding;

    internal TickerMapper(Instrument instrument, ImportFile facts)
        : base(instrument, facts)
    {
        // Kraken's rate is per hour and absolute: what it shows is not what Funding means.
        _derivesFunding = instrument.Venue != VenueId.KrakenFutures;
    }

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        Start(ref slot, EventKind.Mark, row.Time(CsvField.Time));
        slot.Mark.MarkPrice = Fine(row, CsvField.Mark);
        slot.Mark.IndexPrice = Fine(row, CsvField.Index);
        slot.Mark.FundingRate = _derivesFunding ? FundingRate(row) : default;
        slot.Mark.NextFundingTime = row.TimeOrZero(CsvField.NextFundingTime);

        _pendingInterest = default;
        if (row.Says(CsvField.OpenInterest))
        {
            var interest = Quantity(row, CsvField.OpenInterest);
            if (interest != _openInterest)
            {
                _openInterest = interest;
                Start(ref _pendingInterest, EventKind.OpenInterest, slot.VenueTime);
                _pendingInterest.OpenInterest.Quantity = interest;
            }
        }

        _pendingFunding = default;
        DeriveFunding(in slot);
        var isNews = slot.Mark.MarkPrice > FinePrice.Zero
            && (slot.Mark.MarkPrice != _mark.Mark.MarkPrice || slot.Mark.IndexPrice != _mark.Mark.IndexPrice
                || slot.Mark.FundingRate != _mark.Mark.FundingRate
                || slot.Mark.NextFundingTime != _mark.Mark.NextFundingTime);
        if (slot.Mark.MarkPrice > FinePrice.Zero)
        {
            _mark = slot;
        }

        return isNews || TryNext(ref slot);
    }

    internal override bool TryNext(ref Event slot)
    {
        ref var pending = ref _pendingFunding.Kind != EventKind.None ? ref _pendingFunding : ref _pendingInterest;
        if (pending.Kind == EventKind.None)
        {
            return false;
        }

        slot = pending;
        pending = default;
        return true;
    }

    private void DeriveFunding(in Event slot)
    {
        var before = _mark.Mark.NextFundingTime;
        var after = slot.Mark.NextFundingTime;
        if (!_derivesFunding || before == TimestampNs.Zero || after <= before || slot.VenueTime < before)
        {
            return;
        }

        Facts.Warn(FundingWarning);
        Start(ref _pendingFunding, EventKind.Funding, slot.VenueTime);
        _pendingFunding.Funding.Rate = _mark.Mark.FundingRate;
        _pendingFunding.Funding.FundingTime = before;
        _pendingFunding.Funding.MarkPrice = _mark.Mark.MarkPrice;
        _pendingFunding.Funding.IntervalNs = after - before;
    }

    private static FinePrice Fine(CsvRow row, CsvField field)
    {
        var price = new FinePrice(row.Rounded(field, FineScale));
        return price >= FinePrice.Zero ? price : throw row.Refuse($"'{row.NameOf(field)}' is negative");
    }
}
