using System.Globalization;
using Engine.Model.Instruments;
using Replay.Import.Csv;
using Replay.Import.Sources;

namespace Replay.Import.Tardis;

/// <summary>tardis.dev's book_snapshot_N: a row is the best N levels of both sides. Stateless.</summary>
internal sealed class SnapshotFormat : CsvFormat
{
    internal SnapshotFormat()
        : base(
            "tardis-snapshot",
            "tardis.dev, book_snapshot_5 and book_snapshot_25: the best levels, as a snapshot and what changed since",
            TardisSchemas.Snapshots)
    {
    }

    /// <inheritdoc />
    private protected override ImportSource Open(
        CsvFile file, CsvSchema schema, Instrument instrument, SourceSetup setup) =>
        new SnapshotSource(file, ColumnsOf(file), instrument, setup);

    /// <inheritdoc />
    private protected override IReadOnlyList<CsvGridColumn> GridColumns(CsvFile file, CsvSchema schema)
    {
        var columns = ColumnsOf(file);
        return
        [
            .. columns.Asks.Concat(columns.Bids).SelectMany(level => (CsvGridColumn[])
            [
                new(level.Price, CsvField.Price, true), new(level.Amount, CsvField.Quantity, false),
            ]),
        ];
    }

    private static SnapshotColumns ColumnsOf(CsvFile file)
    {
        var names = file.Layout.Names;
        var columns = new SnapshotColumns(SideOf(names, "asks"), SideOf(names, "bids"));
        return columns.Asks.Count > 0 && columns.Asks.Count == columns.Bids.Count
            ? columns
            : throw ImportException.Usage(
                file.Lines.File.Path,
                $"its header names {columns.Asks.Count} asks and {columns.Bids.Count} bids",
                "columns are asks[0].price, asks[0].amount, bids[0].price, bids[0].amount, asks[1].price, …");
    }

    private static List<SnapshotLevel> SideOf(IReadOnlyList<string> names, string side)
    {
        var levels = new List<SnapshotLevel>();
        while (true)
        {
            var level = string.Create(CultureInfo.InvariantCulture, $"{side}[{levels.Count}].");
            var (price, amount) = (IndexOf(names, level + "price"), IndexOf(names, level + "amount"));
            if (price < 0 || amount < 0)
            {
                return levels;
            }

            levels.Add(new SnapshotLevel(price, amount));
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
