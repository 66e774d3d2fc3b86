using Adapters.Simulated.Matching;

namespace Tests.Adapters.Matching;

/// <summary>Counts what a book tells.</summary>
internal struct CountingSink : IMatchSink
{
    internal long Trades;
    internal long Volume;
    internal long Rejects;

    public readonly void OnAccepted(in MatchOrder order)
    {
        // Nothing to count.
    }

    public readonly void OnAmended(in MatchOrder order, bool keptPriority)
    {
        // Nothing to count.
    }

    public void OnTrade(in MatchTrade trade)
    {
        Trades++;
        Volume += trade.Quantity.Value;
    }

    public readonly void OnDone(in MatchOrder order, MatchDoneReason reason)
    {
        // Nothing to count.
    }

    public void OnRejected(long id, MatchRejectReason reason) => Rejects++;
}
