using System.Diagnostics;
using System.Runtime.CompilerServices;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Matching;

/// <content>What an order does when it meets others, and where it stands when it does not.</content>
public sealed partial class MatchingBook
{
    /// <summary>Lets an order take all that crosses its limit.</summary>
    /// <param name="taker">The order; it stands nowhere meanwhile.</param>
    /// <param name="makers">The other side.</param>
    /// <param name="limit">The worst key that it takes.</param>
    /// <param name="sink">Is told.</param>
    /// <returns>Whether it must go because it met an order of its owner.</returns>
    private bool Match<TSink>(ref PooledOrder taker, PriceLadder makers, long limit, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        var orders = _pool.Orders;
        var isPrevented = false;
        while (makers.BestKey >= limit)
        {
            var key = makers.BestKey;
            ref var level = ref makers.At(key);
            do
            {
                ref var maker = ref orders[level.Head];
                if (maker.Owner == taker.Owner && maker.Owner != 0 && taker.SelfTrade != SelfTradePrevention.None)
                {
                    isPrevented = Prevent(ref taker, makers, ref level, ref sink);
                }
                else
                {
                    Trade(ref taker, ref maker, makers, ref level, ref sink);
                }
            }
            while (taker.Lots > 0 && !isPrevented && level.Head != OrderPool.None);

            if (level.Head == OrderPool.None)
            {
                makers.Leave(key);
            }

            if (taker.Lots == 0 || isPrevented)
            {
                break;
            }
        }

        return isPrevented;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Trade<TSink>(
        ref PooledOrder taker, ref PooledOrder maker, PriceLadder makers, ref PriceLevel level, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        var lots = Math.Min(taker.Lots, maker.Lots);
        taker.Lots -= lots;
        maker.Lots -= lots;
        level.Lots -= lots;
        makers.Lots -= lots;
        sink.OnTrade(new MatchTrade
        {
            Maker = maker.Id,
            Taker = taker.Id,
            Price = new PriceTicks(maker.Price),
            Quantity = new QtyLots(lots),
            MakerLeaves = new QtyLots(maker.Lots),
            TakerLeaves = new QtyLots(taker.Lots),
            MakerOwner = maker.Owner,
            TakerOwner = taker.Owner,
            AggressorSide = taker.Side,
        });
        if (maker.Lots == 0)
        {
            sink.OnDone(new MatchOrder(in maker), MatchDoneReason.Filled);
            RemoveHead(ref level, makers);
        }
    }

    /// <summary>The taker meets an order of its owner at the head of a level.</summary>
    /// <returns>Whether the taker must go.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Prevent<TSink>(ref PooledOrder taker, PriceLadder makers, ref PriceLevel level, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        ref var maker = ref _pool.Orders[level.Head];
        if (taker.SelfTrade == SelfTradePrevention.CancelTaker)
        {
            return true;
        }

        if (taker.SelfTrade == SelfTradePrevention.Decrement)
        {
            var lots = Math.Min(taker.Lots, maker.Lots);
            Decrement(ref taker, lots, ref sink);
            Decrement(ref maker, lots, ref sink);
            level.Lots -= lots;
            makers.Lots -= lots;
        }
        else
        {
            level.Lots -= maker.Lots;
            makers.Lots -= maker.Lots;
        }

        if (taker.SelfTrade != SelfTradePrevention.Decrement || maker.Lots == 0)
        {
            sink.OnDone(new MatchOrder(in maker), MatchDoneReason.SelfTrade);
            RemoveHead(ref level, makers);
        }

        return taker.SelfTrade == SelfTradePrevention.CancelBoth || taker.Lots == 0;
    }

    private static void Decrement<TSink>(ref PooledOrder order, long lots, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        order.Lots -= lots;
        if (order.Lots > 0)
        {
            sink.OnAmended(new MatchOrder(in order), keptPriority: true);
        }
    }

    /// <summary>Whether an order could take all of its quantity now.</summary>
    private bool CanFill(in PooledOrder taker, PriceLadder makers, long limit)
    {
        var wanted = taker.Lots;
        var knowsSelf = taker.Owner != 0 && taker.SelfTrade != SelfTradePrevention.None;
        for (var key = makers.BestKey; key >= limit; key = makers.NextBelow(key))
        {
            ref readonly var level = ref makers.At(key);
            if (!knowsSelf)
            {
                wanted -= Math.Min(wanted, level.Lots);
            }
            else if (!TryCount(in taker, level.Head, ref wanted))
            {
                return false;
            }

            if (wanted == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts what others have at a level; an order of the same owner ends it, or is passed over.</summary>
    private bool TryCount(in PooledOrder taker, int slot, ref long wanted)
    {
        for (; slot != OrderPool.None && wanted > 0; slot = _pool.Orders[slot].Next)
        {
            ref readonly var maker = ref _pool.Orders[slot];
            if (maker.Owner != taker.Owner)
            {
                wanted -= Math.Min(wanted, maker.Lots);
            }
            else if (taker.SelfTrade != SelfTradePrevention.CancelMaker)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives a standing order another price and rest, behind all others there; it may trade.</summary>
    private void Replace<TSink>(int slot, long price, long lots, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        ref var order = ref _pool.Orders[slot];
        var makers = OppositeOf(order.Side);
        var limit = makers.KeyOf(price);
        var takes = makers.BestKey >= limit;
        if (!IsPrice(price) || (takes && order.Instruction == MatchInstruction.PostOnly))
        {
            sink.OnRejected(order.Id, IsPrice(price) ? MatchRejectReason.WouldTake : MatchRejectReason.Price);
            return;
        }

        Unlink(slot);
        order.Price = price;
        order.Lots = lots;
        sink.OnAmended(new MatchOrder(in order), keptPriority: false);
        if (takes)
        {
            var isPrevented = Match(ref order, makers, limit, ref sink);
            if (isPrevented || order.Lots == 0)
            {
                var reason = isPrevented ? MatchDoneReason.SelfTrade : MatchDoneReason.Filled;
                sink.OnDone(new MatchOrder(in order), reason);
                _pool.Remove(slot);
                return;
            }
        }

        Append(slot);
    }

    private void Append(int slot)
    {
        var orders = _pool.Orders;
        ref var order = ref orders[slot];
        var ladder = LadderOf(order.Side);
        ref var level = ref ladder.Join(ladder.KeyOf(order.Price));
        order.Next = OrderPool.None;
        if (level.Head == OrderPool.None)
        {
            order.Prev = OrderPool.None;
            level.Head = slot;
        }
        else
        {
            order.Prev = level.Tail;
            orders[level.Tail].Next = slot;
        }

        level.Tail = slot;
        level.Lots += order.Lots;
        ladder.Lots += order.Lots;
        ladder.OrderCount++;
    }

    private void Unlink(int slot)
    {
        var orders = _pool.Orders;
        ref var order = ref orders[slot];
        var ladder = LadderOf(order.Side);
        var key = ladder.KeyOf(order.Price);
        ref var level = ref ladder.At(key);
        level.Lots -= order.Lots;
        ladder.Lots -= order.Lots;
        ladder.OrderCount--;
        if (order.Next != OrderPool.None)
        {
            orders[order.Next].Prev = order.Prev;
        }
        else
        {
            level.Tail = order.Prev;
        }

        if (order.Prev != OrderPool.None)
        {
            orders[order.Prev].Next = order.Next;
            return;
        }

        level.Head = order.Next;
        if (level.Head == OrderPool.None)
        {
            Debug.Assert(level.Lots == 0, "A level without orders holds nothing.");
            ladder.Leave(key);
        }
    }

    private void RemoveHead(ref PriceLevel level, PriceLadder ladder)
    {
        var orders = _pool.Orders;
        var slot = level.Head;
        var next = orders[slot].Next;
        level.Head = next;
        if (next != OrderPool.None)
        {
            orders[next].Prev = OrderPool.None;
        }

        ladder.OrderCount--;
        _pool.Remove(slot);
    }

    private void Visit(PriceLadder ladder, StateSink sink)
    {
        for (var key = ladder.BestKey; key != PriceLadder.NoKey; key = ladder.NextBelow(key))
        {
            for (var slot = ladder.At(key).Head; slot != OrderPool.None; slot = _pool.Orders[slot].Next)
            {
                var order = _pool.Orders[slot];
                VisitOrder(ref order, sink);
            }
        }
    }

    private static void VisitOrder(ref PooledOrder order, StateSink sink)
    {
        var (instruction, selfTrade) = ((int)order.Instruction, (int)order.SelfTrade);
        sink.Visit(ref order.Id);
        sink.Visit(ref order.Price);
        sink.Visit(ref order.Lots);
        sink.Visit(ref order.Owner);
        sink.VisitIndex(ref instruction, (int)MatchInstruction.Market + 1);
        sink.VisitIndex(ref selfTrade, (int)SelfTradePrevention.Decrement + 1);
        order.Instruction = (MatchInstruction)instruction;
        order.SelfTrade = (SelfTradePrevention)selfTrade;
    }

    private void Restore(Side side, int count, StateSink sink)
    {
        for (var i = 0; i < count; i++)
        {
            var order = new PooledOrder { Side = side };
            VisitOrder(ref order, sink);
            var canStand = Stands(order.Instruction) && IsPrice(order.Price) && !WouldTake(side, order.Price)
                && order.Lots > 0 && order.Lots <= long.MaxValue - LadderOf(side).Lots;
            if (!canStand || _pool.Find(order.Id) != OrderPool.None)
            {
                throw new InvalidDataException($"The stored order {order.Id} cannot stand in this book.");
            }

            var slot = _pool.Add(order.Id);
            _pool.Orders[slot] = order;
            Append(slot);
        }
    }
}
