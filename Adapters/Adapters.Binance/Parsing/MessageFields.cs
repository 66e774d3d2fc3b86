namespace Adapters.Binance.Parsing;

/// <summary>The members that messages share, as bits of what was seen.</summary>
[Flags]
internal enum MessageFields
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>s.</summary>
    Symbol = 1 << 0,

    /// <summary>E.</summary>
    SendTime = 1 << 1,

    /// <summary>T.</summary>
    EngineTime = 1 << 2,

    /// <summary>U.</summary>
    FirstUpdateId = 1 << 3,

    /// <summary>u.</summary>
    LastUpdateId = 1 << 4,

    /// <summary>pu.</summary>
    PreviousUpdateId = 1 << 5,

    /// <summary>b.</summary>
    Bids = 1 << 6,

    /// <summary>a.</summary>
    Asks = 1 << 7,

    /// <summary>p.</summary>
    Price = 1 << 8,

    /// <summary>q.</summary>
    Quantity = 1 << 9,

    /// <summary>t, or a of an aggregate.</summary>
    Key = 1 << 10,

    /// <summary>m, or S of a liquidation.</summary>
    Side = 1 << 11,

    /// <summary>B.</summary>
    BidQuantity = 1 << 12,

    /// <summary>A.</summary>
    AskQuantity = 1 << 13,

    /// <summary>k of a bar, o of a liquidation.</summary>
    Body = 1 << 14,
}
