using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Turns a row into the event that it says. One per file; one thread.</summary>
internal abstract class CsvMapper
{
    private const int RateScale = 10;
    private const long WholeRate = 10_000_000_000;
    private static readonly DecimalStep One = new(1, 0);

    protected CsvMapper(Instrument instrument, ImportFile facts)
    {
        Instrument = instrument;
        PriceGrid = new DecimalGrid(instrument.TickSize);
        QuantityGrid = new DecimalGrid(instrument.LotSize);
        Facts = facts;
    }

    /// <summary>The instrument.</summary>
    protected Instrument Instrument { get; }

    /// <summary>The grid of its prices.</summary>
    protected DecimalGrid PriceGrid { get; }

    /// <summary>The grid of its quantities.</summary>
    protected DecimalGrid QuantityGrid { get; }

    /// <summary>Where the import reports to.</summary>
    protected ImportFile Facts { get; }

    /// <summary>Makes the mapper of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="interval">The length of bars and marks; none where the rows say it or need none.</param>
    /// <param name="facts">Where the import reports to.</param>
    internal static CsvMapper Create(
        CsvKind kind, Instrument instrument, BarInterval interval, ImportFile facts) =>
        kind switch
        {
            CsvKind.Bars => new BarMapper(instrument, interval, facts),
            CsvKind.Trades => new TradeMapper(instrument, facts),
            CsvKind.Quotes => new QuoteMapper(instrument, interval, facts),
            CsvKind.Levels => new LevelMapper(instrument, facts),
            CsvKind.Funding => new FundingMapper(instrument, interval, facts),
            CsvKind.Mark => new MarkMapper(instrument, interval, facts),
            CsvKind.Liquidations => new LiquidationMapper(instrument, facts),
            _ => new OpenInterestMapper(instrument, facts),
        };

    /// <summary>Writes the row into a slot: everything but <see cref="Event.Time" />.</summary>
    /// <param name="row">The row.</param>
    /// <param name="slot">The slot; <see cref="Start" /> makes its header, with when the row was known.</param>
    /// <returns>False where the row says nothing new.</returns>
    internal abstract bool TryMap(CsvRow row, ref Event slot);

    /// <summary>Gives what else the row said.</summary>
    /// <returns>False where there is no more.</returns>
    internal virtual bool TryNext(ref Event slot) => false;

    /// <summary>Makes a slot's header.</summary>
    protected void Start(ref Event slot, EventKind kind, TimestampNs venueTime, EventFlags flags = EventFlags.None)
    {
        slot = Event.Create(kind, TimestampNs.Zero, Instrument.Id, flags);
        slot.VenueTime = venueTime;
    }

    /// <summary>A trade's id: a number, a UUID, or text of up to 16 bytes.</summary>
    protected static Key128 KeyOf(CsvRow row)
    {
        var text = row.Text(CsvField.Id);
        if (text.IsEmpty)
        {
            return Key128.None;
        }

        if (DecimalText.TryParseSteps(text, One, out var number) == NumberStatus.Ok)
        {
            return Key128.FromNumber(number);
        }

        if (Guid.TryParse(text, null, out var guid))
        {
            Span<byte> octets = stackalloc byte[Key128.SizeBytes];
            guid.TryWriteBytes(octets);
            return new Key128(BitConverter.ToInt64(octets), BitConverter.ToInt64(octets[8..]));
        }

        return Key128.TryFromText(text, out var key)
            ? key
            : throw row.Refuse($"'{CsvRow.Show(text)}' is too long for a trade's id", "leave the id out");
    }

    /// <summary>The side that a row names: buy or bid, sell or ask, unknown.</summary>
    protected static EventFlags SideOf(CsvRow row) => row.Text(CsvField.Side) switch
    {
        [(byte)'b' or (byte)'B', ..] => EventFlags.None,
        [(byte)'s' or (byte)'S', ..] => EventFlags.Ask,
        [] => EventFlags.SideUnknown,
        var text when text.SequenceEqual("ANY"u8) || text.SequenceEqual("unknown"u8) => EventFlags.SideUnknown,
        var text => throw row.Refuse(
            $"'{CsvRow.Show(text)}' is neither buy nor sell", "unknown sides are empty, ANY or unknown"),
    };

    /// <summary>A price of at least one tick.</summary>
    protected PriceTicks Price(CsvRow row, CsvField field)
    {
        var ticks = row.Steps(field, PriceGrid);
        return ticks > 0
            ? new PriceTicks(ticks)
            : throw row.Refuse($"the price in '{row.NameOf(field)}' is zero");
    }

    /// <summary>A funding rate; what is beyond ±100 % is another column, or per cents.</summary>
    protected static Rate FundingRate(CsvRow row)
    {
        var rate = row.Rounded(CsvField.Rate, RateScale);
        return rate is >= -WholeRate and <= WholeRate
            ? new Rate(rate)
            : throw row.Refuse(
                $"'{CsvRow.Show(row.Text(CsvField.Rate))}' in '{row.NameOf(CsvField.Rate)}' is a rate beyond ±100 %",
                "rates are fractions: 0.0001 is 0.01 %");
    }

    /// <summary>A quantity, zero or more.</summary>
    protected QtyLots Quantity(CsvRow row, CsvField field) => new(row.Steps(field, QuantityGrid));
}
