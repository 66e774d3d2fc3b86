using Engine.Model.Instruments;

namespace Replay.Import.Csv;

/// <summary>
/// The columns of tardis.dev's downloads: rows are ordered by the time of arrival at the recorder; times are µs.
/// </summary>
internal static class TardisSchemas
{
    private static readonly (string Name, VenueId Venue)[] Exchanges =
    [
        ("binance", VenueId.BinanceSpot),
        ("binance-futures", VenueId.BinanceUsdM),
        ("bybit-spot", VenueId.BybitSpot),
        ("bybit", VenueId.BybitLinear),
        ("okex", VenueId.OkxSpot),
        ("okex-swap", VenueId.OkxSwap),
        ("kraken", VenueId.KrakenSpot),
        ("cryptofacilities", VenueId.KrakenFutures),
    ];

    /// <summary>trades.</summary>
    internal static readonly CsvSchema Trades = Make(
        CsvKind.Trades,
        new(CsvField.Id, ["id"], IsRequired: false),
        new(CsvField.Side, ["side"]),
        new(CsvField.Price, ["price"]),
        new(CsvField.Quantity, ["amount"]));

    /// <summary>incremental_book_L2.</summary>
    internal static readonly CsvSchema Levels = Make(
        CsvKind.Levels,
        new(CsvField.Snapshot, ["issnapshot"]),
        new(CsvField.Side, ["side"]),
        new(CsvField.Price, ["price"]),
        new(CsvField.Quantity, ["amount"])) with
    { SnapshotsContinue = true };

    /// <summary>quotes.</summary>
    internal static readonly CsvSchema Quotes = Make(
        CsvKind.Quotes,
        new(CsvField.AskQuantity, ["askamount"]),
        new(CsvField.AskPrice, ["askprice"]),
        new(CsvField.BidPrice, ["bidprice"]),
        new(CsvField.BidQuantity, ["bidamount"]));

    /// <summary>liquidations.</summary>
    internal static readonly CsvSchema Liquidations = Make(
        CsvKind.Liquidations,
        new(CsvField.Id, ["id"], IsRequired: false),
        new(CsvField.Side, ["side"]),
        new(CsvField.Price, ["price"]),
        new(CsvField.Quantity, ["amount"]));

    /// <summary>derivative_ticker.</summary>
    internal static readonly CsvSchema Ticker = Make(
        CsvKind.Mark,
        new(CsvField.NextFundingTime, ["fundingtimestamp"]),
        new(CsvField.Rate, ["fundingrate"]),
        new(CsvField.OpenInterest, ["openinterest"]),
        new(CsvField.LastPrice, ["lastprice"], IsRequired: false),
        new(CsvField.Index, ["indexprice"]),
        new(CsvField.Mark, ["markprice"]));

    /// <summary>book_snapshot_N; the levels' columns are found by <see cref="Tardis.SnapshotColumns" />.</summary>
    internal static readonly CsvSchema Snapshots = Make(CsvKind.Levels);

    private static CsvSchema Make(CsvKind kind, params CsvFieldSpec[] fields) => new()
    {
        Kind = kind,
        TimeUnit = TimeUnit.Microseconds,
        EmptyIsZero = true,
        Exchanges = Exchanges,
        Fields =
        [
            new(CsvField.Exchange, ["exchange"]),
            new(CsvField.Symbol, ["symbol"]),
            new(CsvField.Time, ["timestamp"]),
            new(CsvField.LocalTime, ["localtimestamp"]),
            .. fields,
        ],
    };
}
