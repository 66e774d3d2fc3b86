namespace Replay.Import.Csv;

/// <summary>The columns of Binance's public archive. Spot files have no header, futures files of recent years have one.</summary>
/// <remarks>Spot's times are in microseconds from 2025 on and in milliseconds before: the unit is told by the digits.</remarks>
internal static class BinanceSchemas
{
    /// <summary>trades.</summary>
    internal static readonly CsvSchema Trades = new()
    {
        Kind = CsvKind.Trades,
        Fields =
        [
            new(CsvField.Id, ["id", "tradeid"], 0),
            new(CsvField.Price, ["price"], 1),
            new(CsvField.Quantity, ["qty", "quantity"], 2),
            new(CsvField.Time, ["time", "timems"], 4),
            new(CsvField.BuyerMaker, ["isbuyermaker", "buyermaker"], 5),
        ],
    };

    /// <summary>aggTrades.</summary>
    internal static readonly CsvSchema AggregateTrades = new()
    {
        Kind = CsvKind.Trades,
        Fields =
        [
            new(CsvField.Id, ["aggtradeid", "aggregatetradeid", "a"], 0),
            new(CsvField.Price, ["price", "p"], 1),
            new(CsvField.Quantity, ["quantity", "qty", "q"], 2),
            new(CsvField.Time, ["transacttime", "timestamp", "time", "t"], 5),
            new(CsvField.BuyerMaker, ["isbuyermaker", "wasthebuyerthemaker", "m"], 6),
        ],
    };

    /// <summary>klines of any interval.</summary>
    internal static readonly CsvSchema Klines = new()
    {
        Kind = CsvKind.Bars,
        Fields =
        [
            new(CsvField.Time, ["opentime"], 0),
            new(CsvField.Open, ["open"], 1),
            new(CsvField.High, ["high"], 2),
            new(CsvField.Low, ["low"], 3),
            new(CsvField.Close, ["close"], 4),
            new(CsvField.Volume, ["volume"], 5),
            new(CsvField.CloseTime, ["closetime"], 6),
            new(CsvField.TradeCount, ["count", "numberoftrades", "trades"], 8),
            new(CsvField.TakerBuyVolume, ["takerbuyvolume", "takerbuybaseassetvolume", "takerbuybasevolume"], 9),
        ],
    };

    /// <summary>bookTicker (USD-M, 2023-05-16 to 2024-03-30).</summary>
    internal static readonly CsvSchema BookTicker = new()
    {
        Kind = CsvKind.Quotes,
        Fields =
        [
            new(CsvField.UpdateId, ["updateid"], 0),
            new(CsvField.BidPrice, ["bestbidprice"], 1),
            new(CsvField.BidQuantity, ["bestbidqty"], 2),
            new(CsvField.AskPrice, ["bestaskprice"], 3),
            new(CsvField.AskQuantity, ["bestaskqty"], 4),
            new(CsvField.Time, ["transactiontime", "eventtime"], 5),
        ],
    };

    /// <summary>fundingRate (USD-M, monthly).</summary>
    internal static readonly CsvSchema Funding = new()
    {
        Kind = CsvKind.Funding,
        Fields =
        [
            new(CsvField.Time, ["calctime", "fundingtime"], 0),
            new(CsvField.IntervalHours, ["fundingintervalhours"], 1),
            new(CsvField.Rate, ["lastfundingrate", "fundingrate"], 2),
        ],
    };
}
