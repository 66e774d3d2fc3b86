using System.Runtime.CompilerServices;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Matching;

/// <summary>A whole order book with price-time priority: requests in, accepts, trades, ends and refusals out.</summary>
/// <remarks>
/// Whoever has the better price trades first, of equal prices whoever came first, always at the price of the one who
/// stood. A request is worked off before the call returns, and tells the caller's sink as it goes; the sink is a
/// struct, so that the compiler makes it part of the loop. One thread; no allocation at the high-water mark of orders
/// and prices. Equal requests give equal answers, on any machine. It knows no account, no fee and no clock: those are
/// the caller's.
/// </remarks>
public sealed partial class MatchingBook
{
    /// <summary>The largest distance of a price from zero, in ticks.</summary>
    public const long PriceMax = 1L << 61;

    private readonly PriceLadder _bids = new(isAsk: false);
    private readonly PriceLadder _asks = new(isAsk: true);
    private readonly OrderPool _pool;

    /// <summary>Opens an empty book.</summary>
    /// <param name="capacity">How many orders have a place from the start; more make it grow.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive, or above 2²⁴.</exception>
    public MatchingBook(int capacity = 1_024)
    {
        const int CapacityMax = 1 << 24;
        if (capacity is <= 0 or > CapacityMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"The capacity is a number of orders from 1 to {CapacityMax}.");
        }

        _pool = new OrderPool(capacity);
    }

    /// <summary>How many orders stand.</summary>
    public int OrderCount => _pool.Count;

    /// <summary>Whether nobody bids, or nobody offers.</summary>
    public bool IsEmpty(Side side) => LadderOf(side).BestKey == PriceLadder.NoKey;

    /// <summary>The best price of a side; zero where it is empty.</summary>
    public PriceTicks Best(Side side)
    {
        var ladder = LadderOf(side);
        return ladder.BestKey == PriceLadder.NoKey ? PriceTicks.Zero : new PriceTicks(ladder.PriceOf(ladder.BestKey));
    }

    /// <summary>What all orders of a side have left.</summary>
    public QtyLots Total(Side side) => new(LadderOf(side).Lots);

    /// <summary>Finds a standing order.</summary>
    public bool TryGet(long id, out MatchOrder order)
    {
        var slot = _pool.Find(id);
        order = slot == OrderPool.None ? default : new MatchOrder(in _pool.Orders[slot]);
        return slot != OrderPool.None;
    }

    /// <summary>Copies the best levels of a side, best first.</summary>
    /// <returns>How many there were, at most as many as fit.</returns>
    public int CopyDepth(Side side, Span<MatchDepthLevel> levels)
    {
        var ladder = LadderOf(side);
        var count = 0;
        for (var key = ladder.BestKey; key != PriceLadder.NoKey && count < levels.Length; key = ladder.NextBelow(key))
        {
            ref readonly var level = ref ladder.At(key);
            var orders = 0;
            for (var slot = level.Head; slot != OrderPool.None; slot = _pool.Orders[slot].Next)
            {
                orders++;
            }

            levels[count++] = new MatchDepthLevel(new PriceTicks(ladder.PriceOf(key)), new QtyLots(level.Lots), orders);
        }

        return count;
    }

    /// <summary>Takes a new order.</summary>
    /// <param name="request">The order.</param>
    /// <param name="sink">Is told what comes of it.</param>
    public void Place<TSink>(in MatchRequest request, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        var refusal = Check(in request);
        if (refusal != MatchRejectReason.None)
        {
            sink.OnRejected(request.Id, refusal);
            return;
        }

        var taker = new PooledOrder
        {
            Id = request.Id,
            Price = request.Price.Value,
            Lots = request.Quantity.Value,
            Owner = request.Owner,
            Side = request.Side,
            Instruction = request.Instruction,
            SelfTrade = request.SelfTrade,
        };
        sink.OnAccepted(new MatchOrder(in taker));
        var makers = OppositeOf(taker.Side);
        var limit = taker.Instruction == MatchInstruction.Market ? PriceLadder.NoKey + 1 : makers.KeyOf(taker.Price);
        if (taker.Instruction == MatchInstruction.FillOrKill && !CanFill(in taker, makers, limit))
        {
            sink.OnDone(new MatchOrder(in taker), MatchDoneReason.Killed);
            return;
        }

        var isPrevented = makers.BestKey >= limit && Match(ref taker, makers, limit, ref sink);
        var isDone = isPrevented || taker.Lots == 0;
        if (isDone || !Stands(taker.Instruction))
        {
            var reason = isPrevented ? MatchDoneReason.SelfTrade
                : isDone ? MatchDoneReason.Filled : MatchDoneReason.Expired;
            sink.OnDone(new MatchOrder(in taker), reason);
            return;
        }

        var slot = _pool.Add(taker.Id);
        _pool.Orders[slot] = taker;
        Append(slot);
    }

    /// <summary>Cancels an order.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="sink">Is told what comes of it.</param>
    public void Cancel<TSink>(long id, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        var slot = _pool.Find(id);
        if (slot == OrderPool.None)
        {
            sink.OnRejected(id, MatchRejectReason.UnknownId);
            return;
        }

        Unlink(slot);
        _pool.Remove(slot);
        sink.OnDone(new MatchOrder(in _pool.Orders[slot]), MatchDoneReason.Canceled);
    }

    /// <summary>Moves an order to a price with what remains of it; it loses its priority, at the same price too.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="price">The new limit.</param>
    /// <param name="sink">Is told what comes of it.</param>
    public void Move<TSink>(long id, PriceTicks price, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        var slot = _pool.Find(id);
        if (slot == OrderPool.None)
        {
            sink.OnRejected(id, MatchRejectReason.UnknownId);
        }
        else
        {
            Replace(slot, price.Value, _pool.Orders[slot].Lots, ref sink);
        }
    }

    /// <summary>
    /// Gives an order a new price and a new rest. Less at the same price keeps its priority, all else loses it.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="price">The new limit.</param>
    /// <param name="leaves">What shall be left of it; positive.</param>
    /// <param name="sink">Is told what comes of it.</param>
    public void Amend<TSink>(long id, PriceTicks price, QtyLots leaves, ref TSink sink)
        where TSink : struct, IMatchSink
    {
        var slot = _pool.Find(id);
        if (slot == OrderPool.None)
        {
            sink.OnRejected(id, MatchRejectReason.UnknownId);
            return;
        }

        ref var order = ref _pool.Orders[slot];
        var ladder = LadderOf(order.Side);
        var less = order.Lots - leaves.Value;
        if (leaves.Value <= 0 || -less > long.MaxValue - ladder.Lots)
        {
            sink.OnRejected(id, MatchRejectReason.Quantity);
        }
        else if (order.Price == price.Value && less >= 0)
        {
            order.Lots = leaves.Value;
            ladder.Lots -= less;
            ladder.At(ladder.KeyOf(order.Price)).Lots -= less;
            sink.OnAmended(new MatchOrder(in order), keptPriority: true);
        }
        else
        {
            Replace(slot, price.Value, leaves.Value, ref sink);
        }
    }

    /// <summary>Forgets every order; tells nobody.</summary>
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        _pool.Clear();
    }

    /// <summary>A hash of all that stands, in its order (XXH64).</summary>
    public ulong Digest()
    {
        var sink = new DigestSink();
        VisitState(sink);
        return sink.Digest;
    }

    /// <summary>Visits every order, side by side, best first, in the order of their priority.</summary>
    /// <exception cref="InvalidDataException">The stored orders are none that could stand together.</exception>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var (bids, asks) = (_bids.OrderCount, _asks.OrderCount);
        sink.VisitCount(ref bids);
        sink.VisitCount(ref asks);
        if (sink.IsRestoring)
        {
            Clear();
            Restore(Side.Bid, bids, sink);
            Restore(Side.Ask, asks, sink);
            return;
        }

        Visit(_bids, sink);
        Visit(_asks, sink);
    }

    /// <summary>Asserts what must hold between requests, over every order: for tests.</summary>
    internal void AssertWhole()
    {
        _bids.AssertWhole();
        _asks.AssertWhole();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PriceLadder LadderOf(Side side) => side == Side.Bid ? _bids : _asks;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PriceLadder OppositeOf(Side side) => side == Side.Bid ? _asks : _bids;

    private static bool Stands(MatchInstruction instruction) =>
        instruction is MatchInstruction.GoodTillCanceled or MatchInstruction.PostOnly;

    private MatchRejectReason Check(in MatchRequest request)
    {
        if (request.Instruction > MatchInstruction.Market || request.SelfTrade > SelfTradePrevention.Decrement
            || request.Side > Side.Ask)
        {
            return MatchRejectReason.Instruction;
        }

        if (request.Quantity.Value <= 0 || request.Quantity.Value > long.MaxValue - LadderOf(request.Side).Lots)
        {
            return MatchRejectReason.Quantity;
        }

        if (request.Instruction != MatchInstruction.Market && !IsPrice(request.Price.Value))
        {
            return MatchRejectReason.Price;
        }

        if (_pool.Find(request.Id) != OrderPool.None)
        {
            return MatchRejectReason.DuplicateId;
        }

        return request.Instruction == MatchInstruction.PostOnly && WouldTake(request.Side, request.Price.Value)
            ? MatchRejectReason.WouldTake
            : MatchRejectReason.None;
    }

    private static bool IsPrice(long price) => price is >= -PriceMax and <= PriceMax;

    private bool WouldTake(Side side, long price)
    {
        var makers = OppositeOf(side);
        return makers.BestKey >= makers.KeyOf(price);
    }
}
