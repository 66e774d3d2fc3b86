using Replay.Import.Capture;
using Replay.Import.Csv;
using Replay.Import.Sources;

namespace Replay.Import;

/// <summary>The formats that can be imported, by the names of the command line. Any thread.</summary>
public static class ImportFormats
{
    private static readonly ImportFormat[] Known =
    [
        new CsvFormat(
            "binance-trades", "Binance archive, trades: every public trade, zip or csv", BinanceSchemas.Trades),
        new CsvFormat(
            "binance-aggtrades", "Binance archive, aggTrades: trades summed by order and price, zip or csv", BinanceSchemas.AggregateTrades),
        new CsvFormat(
            "binance-klines", "Binance archive, klines: bars of any interval up to one day, zip or csv", BinanceSchemas.Klines),
        new CsvFormat(
            "binance-bookticker", "Binance archive, bookTicker: best bid and offer of USD-M, zip or csv", BinanceSchemas.BookTicker),
        new CsvFormat(
            "binance-funding", "Binance archive, fundingRate: applied funding rates of USD-M, zip or csv", BinanceSchemas.Funding),
        new CaptureFormat(),
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
