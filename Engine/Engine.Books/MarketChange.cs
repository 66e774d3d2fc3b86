namespace Engine.Books;

/// <summary>What an event changed in the state of a market.</summary>
[Flags]
public enum MarketChange : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Price or quantity of the best bid or the best ask.</summary>
    BestChanged = 1 << 0,

    /// <summary>A level of the book was set, or the book was emptied.</summary>
    Depth = 1 << 1,

    /// <summary>A quote came.</summary>
    Quote = 1 << 2,

    /// <summary>A trade came.</summary>
    Trade = 1 << 3,

    /// <summary>A bar closed.</summary>
    Bar = 1 << 4,

    /// <summary>Mark price, index price, settlement price or the coming funding.</summary>
    Mark = 1 << 5,

    /// <summary>Funding was applied.</summary>
    Funding = 1 << 6,

    /// <summary>Open interest was told.</summary>
    OpenInterest = 1 << 7,

    /// <summary>Somebody was liquidated.</summary>
    Liquidation = 1 << 8,

    /// <summary>How far the data can be trusted: the book's state, or whether the feed is whole.</summary>
    State = 1 << 9,
}
