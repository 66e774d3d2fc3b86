using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>The columns of the archives of Bybit, OKX and Kraken, and of Binance's metrics.</summary>
internal static class VenueSchemas
{
    private const int MetricsMinutes = 5;

    /// <summary>
    /// Binance metrics (USD-M, COIN-M): rows are not sorted, and a value is known when its five minutes are over.
    /// </summary>
    internal static readonly CsvSchema BinanceMetrics = new()
    {
        Kind = CsvKind.OpenInterest,
        Order = CsvOrder.ByTime,
        KnownAfterNs = MetricsMinutes * TimestampNs.PerMinute,
        Fields =
        [
            new(CsvField.Time, ["createtime"], 0),
            new(CsvField.Symbol, ["symbol"], 1),
            new(CsvField.Quantity, ["sumopeninterest"], 2),
            new(CsvField.Value, ["sumopeninterestvalue"], 3),
        ],
    };

    /// <summary>Bybit trades: the derivatives' layout, and the spot market's under the same names.</summary>
    internal static readonly CsvSchema BybitTrades = new()
    {
        Kind = CsvKind.Trades,
        Order = CsvOrder.ByTime,
        Fields =
        [
            new(CsvField.Time, ["timestamp"], 0),
            new(CsvField.Symbol, ["symbol"], 1, IsRequired: false),
            new(CsvField.Side, ["side"], 2),
            new(CsvField.Quantity, ["size", "volume"], 3),
            new(CsvField.Price, ["price"], 4),
            new(CsvField.Id, ["trdmatchid", "id"], 6, IsRequired: false),
        ],
    };

    /// <summary>
    /// OKX trades: older files have headers in two languages, so the places count and not the names.
    /// </summary>
    internal static readonly CsvSchema OkxTrades = new()
    {
        Kind = CsvKind.Trades,
        Order = CsvOrder.ByTimeAndKey,
        IsPositional = true,
        Fields =
        [
            new(CsvField.Symbol, ["instrumentname"], 0),
            new(CsvField.Id, ["tradeid"], 1),
            new(CsvField.Side, ["side"], 2),
            new(CsvField.Price, ["price"], 3),
            new(CsvField.Quantity, ["size"], 4),
            new(CsvField.Time, ["createdtime"], 5),
        ],
    };

    /// <summary>Kraken's time and sales: whole seconds, no side and no id.</summary>
    internal static readonly CsvSchema KrakenTrades = new()
    {
        Kind = CsvKind.Trades,
        IsPositional = true,
        Fields =
        [
            new(CsvField.Time, ["timestamp"], 0),
            new(CsvField.Price, ["price"], 1),
            new(CsvField.Quantity, ["volume"], 2),
        ],
    };
}
