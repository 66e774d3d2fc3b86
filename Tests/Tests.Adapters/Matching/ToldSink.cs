using Adapters.Simulated.Matching;

namespace Tests.Adapters.Matching;

/// <summary>Keeps all that a book tells.</summary>
internal readonly struct ToldSink() : IMatchSink
{
    internal List<ToldEvent> Told { get; } = [];

    public void OnAccepted(in MatchOrder order) =>
        Told.Add(ToldEvent.Accepted(order.Id, order.Price.Value, order.Leaves.Value));

    public void OnAmended(in MatchOrder order, bool keptPriority) =>
        Told.Add(ToldEvent.Amended(order.Id, order.Price.Value, order.Leaves.Value, keptPriority));

    public void OnTrade(in MatchTrade trade) => Told.Add(ToldEvent.Trade(
        trade.Maker, trade.Taker, trade.Price.Value, trade.Quantity.Value, trade.TakerLeaves.Value));

    public void OnDone(in MatchOrder order, MatchDoneReason reason) =>
        Told.Add(ToldEvent.Done(order.Id, order.Price.Value, order.Leaves.Value, reason));

    public void OnRejected(long id, MatchRejectReason reason) => Told.Add(ToldEvent.Rejected(id, reason));
}
