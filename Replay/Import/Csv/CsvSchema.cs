using Engine.Model.Instruments;

namespace Replay.Import.Csv;

/// <summary>The fields of one kind of file.</summary>
internal sealed record CsvSchema
{
    /// <summary>What its rows say.</summary>
    public required CsvKind Kind { get; init; }

    /// <summary>Its fields.</summary>
    public required IReadOnlyList<CsvFieldSpec> Fields { get; init; }

    /// <summary>The unit of its times.</summary>
    public TimeUnit TimeUnit { get; init; }

    /// <summary>Whether columns are found by their place even where there is a header.</summary>
    public bool IsPositional { get; init; }

    /// <summary>Whether a field without text means nothing, and so zero.</summary>
    public bool EmptyIsZero { get; init; }

    /// <summary>How the rows of a file are ordered.</summary>
    public CsvOrder Order { get; init; }

    /// <summary>How long after its time a row is known, ns.</summary>
    public long KnownAfterNs { get; init; }

    /// <summary>
    /// Whether levels of a snapshot that follow others of one go on with it, even at another time: the book is cleared
    /// where a snapshot follows changes.
    /// </summary>
    public bool SnapshotsContinue { get; init; }

    /// <summary>The recorder's names of venues; empty where rows do not name one.</summary>
    public IReadOnlyList<(string Name, VenueId Venue)> Exchanges { get; init; } = [];

    /// <summary>The schema of the format <c>csv</c>: fields under the names that files usually give them.</summary>
    internal static CsvSchema Usual(CsvKind kind, TimeUnit unit) => new()
    {
        Kind = kind,
        TimeUnit = unit,
        Fields = kind switch
        {
            CsvKind.Bars => BarFields,
            CsvKind.Trades => TradeFields,
            CsvKind.Quotes => QuoteFields,
            CsvKind.Levels => LevelFields,
            CsvKind.Funding => FundingFields,
            CsvKind.Mark => MarkFields,
            CsvKind.Liquidations => LiquidationFields,
            _ => OpenInterestFields,
        },
    };

    private static readonly string[] TimeNames =
    [
        "time", "timestamp", "timems", "timeseconds", "timeus", "timens", "ts", "date", "opentime", "opentimems",
        "fundingtime", "fundingtimems", "transacttime", "calctime", "createtime",
    ];

    private static readonly CsvFieldSpec TimeField = new(CsvField.Time, TimeNames);
    private static readonly CsvFieldSpec PriceField = new(CsvField.Price, ["price", "px", "p"]);

    private static readonly CsvFieldSpec QuantityField =
        new(CsvField.Quantity, ["quantity", "qty", "size", "amount", "volume", "q"]);

    private static readonly CsvFieldSpec[] BarFields =
    [
        new(CsvField.Time, TimeNames, IsRequired: false),
        new(CsvField.CloseTime, ["closetime", "closetimems"], IsRequired: false),
        new(CsvField.Open, ["open", "o", "openprice"]),
        new(CsvField.High, ["high", "h", "highprice"]),
        new(CsvField.Low, ["low", "l", "lowprice"]),
        new(CsvField.Close, ["close", "c", "closeprice"]),
        new(CsvField.Volume, ["volume", "v", "vol", "quantity"]),
        new(CsvField.TradeCount, ["trades", "count", "tradecount", "numberoftrades"], IsRequired: false),
        new(
            CsvField.TakerBuyVolume,
            ["takerbuyvolume", "takerbuybasevolume", "takerbuy", "takerbuyquantity"],
            IsRequired: false),
    ];

    private static readonly CsvFieldSpec[] TradeFields =
    [
        TimeField,
        PriceField,
        QuantityField,
        new(CsvField.Id, ["id", "tradeid", "aggtradeid", "key"], IsRequired: false),
        new(CsvField.Side, ["side", "aggressorside", "aggressor", "takerside"], IsRequired: false),
        new(CsvField.BuyerMaker, ["buyermaker", "isbuyermaker", "m"], IsRequired: false),
    ];

    private static readonly CsvFieldSpec[] QuoteFields =
    [
        TimeField,
        new(CsvField.BidPrice, ["bidprice", "bid", "bestbidprice", "bestbid", "bidpx"]),
        new(CsvField.BidQuantity, ["bidquantity", "bidqty", "bidsize", "bidamount", "bestbidqty"]),
        new(CsvField.AskPrice, ["askprice", "ask", "bestaskprice", "bestask", "askpx"]),
        new(CsvField.AskQuantity, ["askquantity", "askqty", "asksize", "askamount", "bestaskqty"]),
        new(CsvField.UpdateId, ["updateid", "u"], IsRequired: false),
    ];

    private static readonly CsvFieldSpec[] LevelFields =
    [
        TimeField,
        new(CsvField.Side, ["side"]),
        PriceField,
        QuantityField,
        new(CsvField.Snapshot, ["snapshot", "issnapshot"], IsRequired: false),
        new(CsvField.UpdateId, ["updateid", "lastupdateid", "u"], IsRequired: false),
    ];

    private static readonly CsvFieldSpec[] FundingFields =
    [
        TimeField,
        new(CsvField.Rate, ["rate", "fundingrate", "lastfundingrate", "r"]),
        new(CsvField.Mark, ["mark", "markprice"], IsRequired: false),
        new(CsvField.IntervalHours, ["intervalhours", "fundingintervalhours"], IsRequired: false),
    ];

    private static readonly CsvFieldSpec[] MarkFields =
    [
        TimeField,
        new(CsvField.Mark, ["mark", "markprice", "price", "close"]),
        new(CsvField.Index, ["index", "indexprice"], IsRequired: false),
        new(CsvField.Settle, ["settle", "settleprice", "estimatedsettleprice"], IsRequired: false),
        new(CsvField.Rate, ["rate", "fundingrate"], IsRequired: false),
        new(CsvField.NextFundingTime, ["nextfundingtime"], IsRequired: false),
    ];

    private static readonly CsvFieldSpec[] OpenInterestFields =
    [
        TimeField,
        new(CsvField.Quantity, ["quantity", "openinterest", "oi", "sumopeninterest"], IsRequired: false),
        new(CsvField.Value, ["value", "openinterestvalue", "oiusd", "sumopeninterestvalue"], IsRequired: false),
    ];

    private static readonly CsvFieldSpec[] LiquidationFields =
    [
        TimeField,
        PriceField,
        QuantityField,
        new(CsvField.Side, ["side"]),
        new(CsvField.Id, ["id"], IsRequired: false),
    ];
}
