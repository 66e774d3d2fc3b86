using System.Text;
using Adapters.Common.Parsing;
using Adapters.Common.Stream;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import.Csv;
using Replay.Import.Sources;

namespace Replay.Import.Tardis;

/// <summary>
/// Rows of the best N levels as a book: the first row is a snapshot, each later one what changed. One thread.
/// </summary>
/// <remarks>
/// A level that falls out of the best N is removed, so that the book is at all times what the row says: beyond the N
/// levels a file of snapshots knows nothing.
/// </remarks>
internal sealed class SnapshotSource : ImportSource
{
    private readonly CsvFile _file;
    private readonly SnapshotColumns _columns;
    private readonly BookPublisher _book;
    private readonly byte[] _symbol;
    private readonly DecimalGrid _prices;
    private readonly DecimalGrid _quantities;
    private readonly SnapshotSide _asks;
    private readonly SnapshotSide _bids;
    private readonly Event _template;
    private readonly Event[] _changes;
    private bool _isFirst = true;

    internal SnapshotSource(CsvFile file, SnapshotColumns columns, Instrument instrument, SourceSetup setup)
        : base(file.Lines, setup.Request, setup.Facts)
    {
        _file = file;
        _columns = columns;
        _book = new BookPublisher(instrument.Id, Output);
        _symbol = Encoding.UTF8.GetBytes(instrument.Symbol);
        _prices = new DecimalGrid(instrument.TickSize);
        _quantities = new DecimalGrid(instrument.LotSize);
        _asks = new SnapshotSide(columns.Asks.Count, isAsk: true);
        _bids = new SnapshotSide(columns.Bids.Count, isAsk: false);
        _template = Event.Create(EventKind.BookLevel, TimestampNs.Zero, instrument.Id);
        _template.Flags = EventFlags.None;

        // At most every level of the old row goes and every one of the new comes.
        _changes = new Event[4 * columns.Asks.Count];
    }

    /// <inheritdoc />
    protected override bool ReadMore()
    {
        if (!_file.TryRead())
        {
            if (_file.WasCut)
            {
                Refuse(CsvSource.CutOff(Lines));
            }

            return false;
        }

        Facts.Rows++;
        try
        {
            Take(_file.Row);
        }
        catch (ImportException refusal)
        {
            Refuse(refusal);
        }

        return true;
    }

    private void Take(CsvRow row)
    {
        if (!row.IsSymbol(_symbol))
        {
            Facts.CountIgnored("symbol not asked for");
            return;
        }

        var venueTime = row.Time(CsvField.Time);
        var received = row.Time(CsvField.LocalTime);

        // Both sides are read before either is taken, so that a bad row leaves the book as it was.
        Read(row, _asks, _columns.Asks);
        Read(row, _bids, _columns.Bids);
        var template = _template;
        template.VenueTime = venueTime;
        var time = Clock.StampReceived(received, venueTime);
        var count = _bids.Diff(in template, _changes, 0, _isFirst);
        count = _asks.Diff(in template, _changes, count, _isFirst);
        var changes = _changes.AsSpan(0, count);
        if (_isFirst)
        {
            _book.TryPublishSnapshot(0, changes, time);
            _isFirst = false;
        }
        else if (count > 0)
        {
            changes[^1].Flags |= EventFlags.LastOfRun;
            _book.TryPublishDelta(0, changes, time);
        }
    }

    private void Read(CsvRow row, SnapshotSide side, IReadOnlyList<SnapshotLevel> columns)
    {
        side.Begin();
        for (var i = 0; i < columns.Count; i++)
        {
            var quantity = row.StepsAt(columns[i].Amount, CsvField.Quantity, in _quantities);
            if (quantity == 0)
            {
                continue;
            }

            var price = row.StepsAt(columns[i].Price, CsvField.Price, in _prices);
            if (price <= 0 || !side.TryAdd(price, quantity))
            {
                throw row.Refuse(
                    $"level {i} of the {(side.IsAsk ? "asks" : "bids")} is not worse than the one before it, or no price",
                    "levels go from the best to the worst");
            }
        }
    }
}
