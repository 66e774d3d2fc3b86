namespace Engine.Core.Strategies;

/// <summary>What of the market a strategy cannot do without; each of several is needed.</summary>
[Flags]
public enum MarketInputs
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>Any price: depth, quotes, trades or bars.</summary>
    Prices = 1 << 0,

    /// <summary>The best bid and offer: depth or quotes.</summary>
    Quotes = 1 << 1,

    /// <summary>The levels of the book.</summary>
    Depth = 1 << 2,

    /// <summary>Single trades.</summary>
    Trades = 1 << 3,

    /// <summary>Traded volume: trades or bars.</summary>
    Volume = 1 << 4,

    /// <summary>Forced liquidations.</summary>
    Liquidations = 1 << 5,

    /// <summary>Mark prices.</summary>
    Marks = 1 << 6,

    /// <summary>Open interest.</summary>
    OpenInterest = 1 << 7,

    /// <summary>Funding rates: applied, or with the mark price.</summary>
    Funding = 1 << 8,
}
