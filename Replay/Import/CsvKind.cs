namespace Replay.Import;

/// <summary>What the rows of a csv file say.</summary>
public enum CsvKind
{
    /// <summary>Bars.</summary>
    Bars,

    /// <summary>Trades.</summary>
    Trades,

    /// <summary>Best bid and offer.</summary>
    Quotes,

    /// <summary>Book levels, one a row; rows of one time are one message.</summary>
    Levels,

    /// <summary>Funding rates that were applied.</summary>
    Funding,

    /// <summary>Mark prices.</summary>
    Mark,

    /// <summary>Open interest.</summary>
    OpenInterest,

    /// <summary>Forced liquidations.</summary>
    Liquidations,
}
