namespace Tests.Adapters.Simulated;

/// <summary>How fine the public data of a market are.</summary>
public enum FeedKind
{
    Depth,
    Quotes,
    Trades,
    Bars,
}
