using Adapters.Simulated.Matching;

namespace Benchmarks.Matching;

/// <summary>Adds up what a book tells, so that nothing of it can be left away.</summary>
internal struct TallySink : IMatchSink
{
    /// <summary>How many trades.</summary>
    internal long Trades;

    /// <summary>What was traded, in lots.</summary>
    internal long Volume;

    /// <summary>How many requests were refused.</summary>
    internal long Rejects;

    private long _sum;

    /// <summary>Something of every other event.</summary>
    internal readonly long Sum => _sum;

    /// <inheritdoc />
    public void OnAccepted(in MatchOrder order) => _sum += order.Id;

    /// <inheritdoc />
    public void OnAmended(in MatchOrder order, bool keptPriority) => _sum ^= order.Price.Value + order.Leaves.Value;

    /// <inheritdoc />
    public void OnTrade(in MatchTrade trade)
    {
        Trades++;
        Volume += trade.Quantity.Value;
        _sum += trade.Maker ^ trade.Taker ^ trade.Price.Value;
    }

    /// <inheritdoc />
    public void OnDone(in MatchOrder order, MatchDoneReason reason) => _sum -= order.Id + (long)reason;

    /// <inheritdoc />
    public void OnRejected(long id, MatchRejectReason reason) => Rejects++;
}
