using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.State;

namespace Tests.Replay.Sweeps;

/// <summary>Throws on its first market event, where it is told to.</summary>
internal sealed class Touchy : Strategy
{
    public override void OnBook(MarketState market)
    {
        if (Context.Parameters.Integer(0) != 0)
        {
            throw new InvalidOperationException("That is enough.");
        }
    }

    public override void VisitState(StateSink sink)
    {
        // It keeps nothing.
    }
}
