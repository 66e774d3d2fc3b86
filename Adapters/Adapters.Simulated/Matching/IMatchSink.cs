namespace Adapters.Simulated.Matching;

/// <summary>What a <see cref="MatchingBook" /> tells of a request, while it works on it.</summary>
/// <remarks>
/// Make it a struct: the book's methods are compiled once for each, and its methods are then part of the matching
/// loop. It must not call the book. Every accepted order is told of twice at least: when it is accepted and when it is
/// done; what is left of it in the book has not been done yet.
/// </remarks>
public interface IMatchSink
{
    /// <summary>A new order was accepted; its trades follow, then either its end or it stands.</summary>
    void OnAccepted(in MatchOrder order);

    /// <summary>
    /// An order has a new price or a new rest, by request or by self-trade prevention; trades follow where the price
    /// crosses.
    /// </summary>
    /// <param name="order">The order as it is now.</param>
    /// <param name="keptPriority">Whether it stands where it stood; else behind all others at its price.</param>
    void OnAmended(in MatchOrder order, bool keptPriority);

    /// <summary>Two orders have traded.</summary>
    void OnTrade(in MatchTrade trade);

    /// <summary>An order has left.</summary>
    /// <param name="order">The order with what was left of it.</param>
    /// <param name="reason">Why.</param>
    void OnDone(in MatchOrder order, MatchDoneReason reason);

    /// <summary>A request has changed nothing.</summary>
    /// <param name="id">The id that the request named.</param>
    /// <param name="reason">Why; never None.</param>
    void OnRejected(long id, MatchRejectReason reason);
}
