using Adapters.Simulated.Matching;
using Engine.Model.Units;

namespace Tests.Adapters.Matching;

/// <summary>A request of any kind, for a book and for its twin.</summary>
internal readonly record struct MatchCommand(MatchVerb Verb, long Id, long Price, long Lots)
{
    internal Side Side { get; init; }

    internal MatchInstruction Instruction { get; init; }

    internal SelfTradePrevention SelfTrade { get; init; }

    internal int Owner { get; init; }

    internal void Send<TSink>(MatchingBook book, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        switch (Verb)
        {
            case MatchVerb.Place:
                book.Place(
                    new MatchRequest
                    {
                        Id = Id,
                        Side = Side,
                        Price = new PriceTicks(Price),
                        Quantity = new QtyLots(Lots),
                        Instruction = Instruction,
                        SelfTrade = SelfTrade,
                        Owner = Owner,
                    },
                    ref sink);
                break;
            case MatchVerb.Cancel:
                book.Cancel(Id, ref sink);
                break;
            case MatchVerb.Move:
                book.Move(Id, new PriceTicks(Price), ref sink);
                break;
            default:
                book.Amend(Id, new PriceTicks(Price), new QtyLots(Lots), ref sink);
                break;
        }
    }
}
