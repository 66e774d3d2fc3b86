using Replay.Import.Bybit;
using Replay.Import.Capture;
using Replay.Import.Csv;
using Replay.Import.Sources;
using Replay.Import.Tardis;

namespace Replay.Import;

/// <summary>The formats that can be imported, by the names of the command line. Any thread.</summary>
public static class ImportFormats
{
    private static readonly ImportFormat[] Known =
    [
        new CsvFormat(
            "binance-trades",
            "Binance archive, trades: every public trade, zip or csv",
            BinanceSchemas.Trades),
        new CsvFormat(
            "binance-aggtrades",
            "Binance archive, aggTrades: trades summed by order and price, zip or csv",
            BinanceSchemas.AggregateTrades),
        new CsvFormat(
            "binance-klines",
            "Binance archive, klines: bars of any interval up to one day, zip or csv",
            BinanceSchemas.Klines),
        new CsvFormat(
            "binance-bookticker",
            "Binance archive, bookTicker: best bid and offer of USD-M, zip or csv",
            BinanceSchemas.BookTicker),
        new CsvFormat(
            "binance-funding",
            "Binance archive, fundingRate: applied funding rates of USD-M, zip or csv",
            BinanceSchemas.Funding),
        new CsvFormat(
            "binance-metrics",
            "Binance archive, metrics: open interest every five minutes, sorted on the way; zip or csv",
            VenueSchemas.BinanceMetrics),
        new CaptureFormat(),
        new CsvFormat(
            "bybit-trades",
            "Bybit archive, trades of linear contracts and spot, sorted on the way; gz or csv",
            VenueSchemas.BybitTrades),
        new BybitBookFormat(),
        new CsvFormat(
            "okx-trades",
            "OKX archive, trades, sorted on the way; zip or csv; sizes of swaps are contracts",
            VenueSchemas.OkxTrades),
        new CsvFormat(
            "kraken-trades",
            "Kraken's time and sales: whole seconds, without side or id; csv",
            VenueSchemas.KrakenTrades),
        new CsvFormat("tardis-trades", "tardis.dev, trades", TardisSchemas.Trades),
        new CsvFormat(
            "tardis-l2", "tardis.dev, incremental_book_L2: snapshots and changes of the book", TardisSchemas.Levels),
        new CsvFormat("tardis-quotes", "tardis.dev, quotes: best bid and offer", TardisSchemas.Quotes),
        new SnapshotFormat(),
        new CsvFormat(
            "tardis-ticker",
            "tardis.dev, derivative_ticker: mark and index price, funding, open interest",
            TardisSchemas.Ticker),
        new CsvFormat("tardis-liquidations", "tardis.dev, liquidations", TardisSchemas.Liquidations),
        new CsvFormat(
            "csv", "any file of rows and commas: --kind, --columns, --time-unit, --interval say what it holds", null),
    ];

    /// <summary>Names and descriptions, in the order of the list.</summary>
    public static IReadOnlyList<ImportFormatInfo> All { get; } =
        [.. Known.Select(format => new ImportFormatInfo(format.Name, format.Description))];

    /// <summary>Finds a format.</summary>
    /// <exception cref="ImportException">No such format is known.</exception>
    internal static ImportFormat Find(string name) =>
        Known.FirstOrDefault(format => format.Name == name)
        ?? throw ImportException.Usage(
            "import", $"'{name}' is no format", $"known are {string.Join(", ", Known.Select(format => format.Name))}");
}
