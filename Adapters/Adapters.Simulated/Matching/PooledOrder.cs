using Engine.Model.Units;

namespace Adapters.Simulated.Matching;

/// <summary>An order of a matching book, in its place of the pool and in the queue of its price.</summary>
internal struct PooledOrder
{
    internal long Id;
    internal long Price;
    internal long Lots;

    /// <summary>The order behind; of a free place the next free one.</summary>
    internal int Next;

    /// <summary>The order before.</summary>
    internal int Prev;
    internal int Owner;
    internal Side Side;
    internal MatchInstruction Instruction;
    internal SelfTradePrevention SelfTrade;
}
