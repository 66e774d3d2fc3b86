using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Turns a row into the event that it says. One per file; one thread.</summary>
internal abstract class CsvMapper
{
    protected CsvMapper(Instrument instrument, ImportSummary summary)
    {
        Instrument = instrument;
        PriceGrid = new DecimalGrid(instrument.TickSize);
        QuantityGrid = new DecimalGrid(instrument.LotSize);
        Summary = summary;
    }

    /// <summary>The instrument.</summary>
    protected Instrument Instrument { get; }

    /// <summary>The grid of its prices.</summary>
    protected DecimalGrid PriceGrid { get; }

    /// <summary>The grid of its quantities.</summary>
    protected DecimalGrid QuantityGrid { get; }

    /// <summary>Where the import reports to.</summary>
    protected ImportSummary Summary { get; }

    /// <summary>Makes the mapper of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="interval">The length of bars and marks; none where the rows say it or need none.</param>
    /// <param name="summary">Where the import reports to.</param>
    internal static CsvMapper Create(CsvKind kind, Instrument instrument, BarInterval interval, ImportSummary summary) =>
        kind switch
        {
            CsvKind.Bars => new BarMapper(instrument, interval, summary),
            CsvKind.Trades => new TradeMapper(instrument, summary),
            CsvKind.Quotes => new QuoteMapper(instrument, summary),
            CsvKind.Levels => new LevelMapper(instrument, summary),
            CsvKind.Funding => new FundingMapper(instrument, interval, summary),
            CsvKind.Mark => new MarkMapper(instrument, interval, summary),
            _ => new OpenInterestMapper(instrument, summary),
        };

    /// <summary>Writes the row into a slot: everything but <see cref="Event.Time" />.</summary>
    /// <param name="row">The row.</param>
    /// <param name="slot">The slot, its header made by <see cref="Start" />; its venue time is when the row was known.</param>
    /// <returns>False where the row says nothing new.</returns>
    internal abstract bool TryMap(CsvRow row, ref Event slot);

    /// <summary>Makes a slot's header.</summary>
    protected void Start(ref Event slot, EventKind kind, TimestampNs venueTime, EventFlags flags = EventFlags.None)
    {
        slot = Event.Create(kind, TimestampNs.Zero, Instrument.Id, flags);
        slot.VenueTime = venueTime;
    }

    /// <summary>A price of at least one tick.</summary>
    protected PriceTicks Price(CsvRow row, CsvField field)
    {
        var ticks = row.Steps(field, PriceGrid);
        return ticks > 0
            ? new PriceTicks(ticks)
            : throw row.Refuse($"the price in '{row.NameOf(field)}' is zero");
    }

    /// <summary>A quantity, zero or more.</summary>
    protected QtyLots Quantity(CsvRow row, CsvField field) => new(row.Steps(field, QuantityGrid));
}
