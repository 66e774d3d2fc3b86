using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of trades, or of trades summed by order.</summary>
internal sealed class TradeMapper : CsvMapper
{
    private Key128 _lastKey;

    internal TradeMapper(Instrument instrument, ImportSummary summary)
        : base(instrument, summary)
    {
    }

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        var key = KeyOf(row);
        if (key != Key128.None && key == _lastKey)
        {
            Summary.Duplicates++;
            return false;
        }

        _lastKey = key;
        Start(ref slot, EventKind.Trade, row.Time(CsvField.Time), SideOf(row));
        slot.Trade.Price = Price(row, CsvField.Price);
        slot.Trade.Quantity = Quantity(row, CsvField.Quantity);
        slot.Trade.Key = key;
        return slot.Trade.Quantity > QtyLots.Zero ? true : throw row.Refuse("the quantity is zero");
    }

    private static Key128 KeyOf(CsvRow row)
    {
        var text = row.Text(CsvField.Id);
        if (text.IsEmpty)
        {
            return Key128.None;
        }

        if (DecimalText.TryParseRounded(text, 0, out var number) == NumberStatus.Ok)
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

    private static EventFlags SideOf(CsvRow row)
    {
        if (row.Has(CsvField.BuyerMaker))
        {
            // The buyer was the maker, so the aggressor sold.
            return row.Boolean(CsvField.BuyerMaker) ? EventFlags.Ask : EventFlags.None;
        }

        return row.Text(CsvField.Side) switch
        {
            [(byte)'b' or (byte)'B', ..] => EventFlags.None,
            [(byte)'s' or (byte)'S', ..] => EventFlags.Ask,
            [] => EventFlags.SideUnknown,
            var text when text.SequenceEqual("ANY"u8) || text.SequenceEqual("unknown"u8) => EventFlags.SideUnknown,
            var text => throw row.Refuse($"'{CsvRow.Show(text)}' is neither buy nor sell", "unknown sides are empty, ANY or unknown"),
        };
    }
}
