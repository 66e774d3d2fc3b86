namespace Replay.Quality;

/// <summary>Kinds of data that are watched each by itself. Names are the keys of the JSON report.</summary>
internal enum StreamKind
{
    /// <summary>Book levels and snapshots.</summary>
    Book,

    /// <summary>Trades.</summary>
    Trade,

    /// <summary>Best bid and offer.</summary>
    Quote,

    /// <summary>Bars.</summary>
    Bar,

    /// <summary>Mark prices.</summary>
    Mark,

    /// <summary>Applied fundings.</summary>
    Funding,

    /// <summary>Open interest.</summary>
    OpenInterest,

    /// <summary>Forced liquidations.</summary>
    Liquidation,
}
