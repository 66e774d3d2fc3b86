namespace Replay.Import.Csv;

/// <summary>What a column of a csv file can mean.</summary>
internal enum CsvField
{
    /// <summary>When; of a bar: when it opened.</summary>
    Time,

    /// <summary>When a bar closed.</summary>
    CloseTime,

    /// <summary>First price of a bar.</summary>
    Open,

    /// <summary>Highest price of a bar.</summary>
    High,

    /// <summary>Lowest price of a bar.</summary>
    Low,

    /// <summary>Last price of a bar.</summary>
    Close,

    /// <summary>Volume of a bar.</summary>
    Volume,

    /// <summary>Trades of a bar.</summary>
    TradeCount,

    /// <summary>The part of a bar's volume that aggressors bought.</summary>
    TakerBuyVolume,

    /// <summary>A price.</summary>
    Price,

    /// <summary>A quantity.</summary>
    Quantity,

    /// <summary>The venue's id of a trade.</summary>
    Id,

    /// <summary>The aggressor's side, or the side of a level.</summary>
    Side,

    /// <summary>Whether the buyer was the maker, so that the aggressor sold.</summary>
    BuyerMaker,

    /// <summary>Best bid.</summary>
    BidPrice,

    /// <summary>Quantity at the best bid.</summary>
    BidQuantity,

    /// <summary>Best ask.</summary>
    AskPrice,

    /// <summary>Quantity at the best ask.</summary>
    AskQuantity,

    /// <summary>The venue's update id.</summary>
    UpdateId,

    /// <summary>Whether a level belongs to a snapshot.</summary>
    Snapshot,

    /// <summary>A funding rate.</summary>
    Rate,

    /// <summary>Hours between fundings.</summary>
    IntervalHours,

    /// <summary>A mark price.</summary>
    Mark,

    /// <summary>An index price.</summary>
    Index,

    /// <summary>An estimated settlement price.</summary>
    Settle,

    /// <summary>When the next funding is.</summary>
    NextFundingTime,

    /// <summary>A value in the quote currency.</summary>
    Value,

    /// <summary>When the recorder received the row.</summary>
    LocalTime,

    /// <summary>The venue's symbol.</summary>
    Symbol,

    /// <summary>The recorder's name of the venue.</summary>
    Exchange,

    /// <summary>Open interest in contracts, beside prices.</summary>
    OpenInterest,

    /// <summary>The last trade's price, beside other prices.</summary>
    LastPrice,
}
