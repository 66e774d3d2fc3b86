using Adapters.Simulated.Matching;

namespace Tests.Adapters.Matching;

/// <summary>One call of a sink, as a value that can be compared and printed.</summary>
internal readonly record struct ToldEvent(string What, long Id, long Other, long Price, long Lots, long Left, string Why)
{
    internal static ToldEvent Accepted(long id, long price, long lots) => new("accepted", id, 0, price, lots, 0, "");

    internal static ToldEvent Amended(long id, long price, long lots, bool kept) =>
        new("amended", id, 0, price, lots, 0, kept ? "kept" : "behind");

    internal static ToldEvent Trade(long maker, long taker, long price, long lots, long takerLeft) =>
        new("trade", maker, taker, price, lots, takerLeft, "");

    internal static ToldEvent Done(long id, long price, long lots, MatchDoneReason why) =>
        new("done", id, 0, price, lots, 0, why.ToString());

    internal static ToldEvent Rejected(long id, MatchRejectReason why) =>
        new("rejected", id, 0, 0, 0, 0, why.ToString());
}
