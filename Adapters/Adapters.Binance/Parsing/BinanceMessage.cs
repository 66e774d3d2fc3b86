namespace Adapters.Binance.Parsing;

/// <summary>What a frame of the venue turned out to be.</summary>
public enum BinanceMessage : byte
{
    /// <summary>None that this adapter knows.</summary>
    Unknown = 0,

    /// <summary>A diff of the book.</summary>
    DepthUpdate = 1,

    /// <summary>A REST snapshot of the book.</summary>
    DepthSnapshot = 2,

    /// <summary>The top levels of the book on their own stream; not used, the diffs say more.</summary>
    PartialDepth = 3,

    /// <summary>Best bid and offer.</summary>
    BookTicker = 4,

    /// <summary>A trade.</summary>
    Trade = 5,

    /// <summary>Trades of one order at one price, summed.</summary>
    AggregateTrade = 6,

    /// <summary>Mark and index price with the funding rate to come (USD-M).</summary>
    MarkPrice = 7,

    /// <summary>A liquidation (USD-M); the venue sends one per symbol and second at most, so it is a sample.</summary>
    ForceOrder = 8,

    /// <summary>A bar.</summary>
    Kline = 9,

    /// <summary>The venue's answer to a request of ours: acknowledgement or error.</summary>
    ControlReply = 10,

    /// <summary>The venue is about to close the connection: open another at once.</summary>
    ServerShutdown = 11,
}
