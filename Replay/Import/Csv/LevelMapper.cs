using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Replay.Import.Csv;

/// <summary>Rows of book levels; the source joins those of one time into one message.</summary>
internal sealed class LevelMapper : CsvMapper
{
    internal LevelMapper(Instrument instrument, ImportFile facts)
        : base(instrument, facts)
    {
    }

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        var side = row.Text(CsvField.Side) switch
        {
            [(byte)'b' or (byte)'B', ..] => EventFlags.None,
            [(byte)'a' or (byte)'A' or (byte)'s' or (byte)'S', ..] => EventFlags.Ask,
            var text => throw row.Refuse($"'{CsvRow.Show(text)}' is neither bid nor ask"),
        };
        var isSnapshot = row.Has(CsvField.Snapshot) && row.Boolean(CsvField.Snapshot);
        Start(ref slot, EventKind.BookLevel, row.Time(CsvField.Time), side);
        slot.Flags = side | (isSnapshot ? EventFlags.Snapshot : EventFlags.None);
        slot.BookLevel.Price = Price(row, CsvField.Price);
        slot.BookLevel.Quantity = Quantity(row, CsvField.Quantity);
        slot.BookLevel.LastUpdateId = row.Rounded(CsvField.UpdateId, 0);
        slot.BookLevel.FirstUpdateId = slot.BookLevel.LastUpdateId;
        return true;
    }
}
