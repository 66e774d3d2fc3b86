using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Guards;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Core.Timers;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// Brackets and pairs: keeps orders that know of each other in step with what is held. One thread.
/// </summary>
/// <remarks>
/// It does not follow reports one by one. A report changes a few facts (<c>Reports</c>: what is held, what was lost);
/// then the group is looked at (<c>Looking</c>: what is true now, the one step of <see cref="ProtectionTable" />) and
/// asks for the next thing that is missing (<c>Acting</c>). So the order in which reports come, or whether one comes
/// twice, makes no difference. Nothing is asked of an order while a request on it is under way, its truth is not known,
/// or its last request was refused a moment ago (<see cref="OrderManager.CancelOfGroup(OrderId, ReasonCode)" />).
/// <para>
/// The life of a bracket. Its entry is out: <i>Waiting</i>. What fills is held; take-profit and stop go out for as much
/// of it as the account can close, and follow every further fill: <i>Arming</i>, until the venue has confirmed both,
/// then <i>Protected</i>; <i>Netted</i> where the account can close nothing. A fill of one is an exit: the rest of the
/// entry is canceled, the other shrinks with it. Where nothing is held any more, what is open is canceled
/// (<i>Ending</i>), and when nothing is open it is <i>Done</i>. What can go wrong: an order that ends unasked is
/// <i>Lost</i>, and placed again after a pause; where <c>flatten</c> is set, or the price to leave at has come, what is
/// held is closed at the market (<i>Closing</i>, <see cref="BracketCloser" />), and so is an excess; the kill switch
/// takes the orders away (<i>Withdrawn</i>).
/// </para>
/// <para>
/// What all brackets of a strategy hold is bounded by its position (<see cref="GroupShares" />). A pair holds nothing:
/// its two orders take from each other (<see cref="OrderPairs" />).
/// </para>
/// </remarks>
internal sealed partial class OrderGroups
{
    private const int Capacity = 1_024;

    private readonly GroupTable _table = new(Capacity);
    private readonly OrderManager _orders;
    private readonly TradingCore _core;
    private readonly IReadOnlyList<MarketState> _markets;
    private readonly RiskGate _gate;
    private readonly GroupShares _shares;
    private readonly BracketCloser _closer;
    private readonly OrderPairs _pairs;
    private readonly Outbox _outbox;
    private WakeUp _wake;

    // When strays whose cancel was refused or not sent are looked for; zero where there are none.
    private TimestampNs _strayTime;
    private bool _isPaused;

    internal OrderGroups(
        OrderManager orders, TradingCore core, IReadOnlyList<MarketState> markets, RiskGate gate, TimerQueue timers)
    {
        _orders = orders;
        _core = core;
        _markets = markets;
        _gate = gate;
        _shares = new GroupShares(_table, core.Portfolio);
        _closer = new BracketCloser(orders, core, markets, gate);
        _pairs = new OrderPairs(orders, markets);
        _outbox = core.Outbox;
        _wake = new WakeUp(timers, EngineTimer.Tag(EngineTimer.Groups, 0));
    }

    /// <summary>How many groups are not done.</summary>
    internal int OpenCount => _table.OpenCount;

    /// <summary>Whether another group finds a place.</summary>
    internal bool HasRoom => _table.HasRoom;

    /// <summary>Begins a bracket: its entry has just gone out.</summary>
    internal void BeginBracket(ref Order entry, in Bracket terms)
    {
        ref var group = ref Begin(entry);
        group.Terms = terms;
        group.Side = entry.Side;
        ref var command = ref Join(group, GroupRole.Entry, ref entry);
        var areDistances = terms.TakeProfitDistance != 0 || terms.StopDistance != 0;
        command.Flags |= areDistances ? CommandFlags.Distances : 0;
        command.Price = areDistances ? new PriceTicks(terms.TakeProfitDistance) : terms.TakeProfit;
        command.Trigger = areDistances ? new PriceTicks(terms.StopDistance) : terms.Stop;
    }

    /// <summary>Begins a pair: its first order has just gone out, the second goes next.</summary>
    internal void BeginPair(ref Order first)
    {
        ref var group = ref Begin(first);
        group.IsPair = true;
        group.First.Order = first.Id;
        group.First.Total = first.Quantity;
        Join(group, GroupRole.First, ref first);
    }

    /// <summary>The second order of a pair has gone out.</summary>
    internal void JoinPair(in Order first, ref Order second)
    {
        ref var group = ref _table.Find(first.GroupSlot, first.Group);
        group.Second.Order = second.Id;
        group.Second.Total = second.Quantity;
        Join(group, GroupRole.Second, ref second);
    }

    /// <summary>An order takes its place in a group that has begun; a command says so.</summary>
    internal ref Command Join(in OrderGroup group, GroupRole role, ref Order order)
    {
        (order.Group, order.GroupSlot, order.Role) = (group.Key, group.Slot, role);
        ref var command = ref _outbox.Add(CommandKind.OrderGrouped);
        command.Instrument = order.Instrument;
        command.OrderId = order.Id;
        command.Group = order.Group;
        command.Role = role;
        command.Account = order.Account;
        command.Strategy = order.Strategy;
        return ref command;
    }

    /// <summary>A strategy amends an order of a pair: what both may fill together follows with the answer.</summary>
    internal void OnAmend(in Order order, QtyLots total)
    {
        ref var group = ref _table.Find(order.GroupSlot, order.Group);
        if (Unsafe.IsNullRef(in group) || !group.IsPair)
        {
            return;
        }

        var isFirst = order.Role == GroupRole.First;
        ref var own = ref isFirst ? ref group.First : ref group.Second;
        own.AskedQuantity = total + (isFirst ? group.Second : group.First).Filled;
    }

    /// <summary>Moves take-profit and stop; zero where one stays as it is.</summary>
    /// <returns>Why not; none where it is done.</returns>
    internal ReasonCode Move(StrategyId strategy, OrderId entry, PriceTicks takeProfit, PriceTicks stop)
    {
        var slot = _table.FindOpen(entry);
        if (slot == GroupTable.NoSlot || !IsOwn(_table.At(slot), strategy))
        {
            return ReasonCode.OrderUnknown;
        }

        ref var group = ref _table.At(slot);
        var terms = group.Terms;
        if (takeProfit != PriceTicks.Zero)
        {
            (terms.TakeProfit, terms.TakeProfitDistance) = (takeProfit, 0);
        }

        if (stop != PriceTicks.Zero)
        {
            (terms.Stop, terms.StopDistance) = (stop, 0);
        }

        var reason = BracketChecks.Agree(terms, group.Side);
        if (reason == ReasonCode.None)
        {
            group.Terms = terms;
            Look(slot);
        }

        return reason;
    }

    /// <summary>
    /// The strategy takes what is held into its own hands: the protective orders are canceled, the entry stays.
    /// </summary>
    /// <returns>Why not; none where it is done.</returns>
    internal ReasonCode Release(StrategyId strategy, OrderId entry)
    {
        var slot = _table.FindOpen(entry);
        if (slot == GroupTable.NoSlot || !IsOwn(_table.At(slot), strategy))
        {
            return ReasonCode.OrderUnknown;
        }

        ref var group = ref _table.At(slot);
        group.IsReleased = true;
        (group.Held, group.Excess) = (QtyLots.Zero, QtyLots.Zero);
        Look(slot);
        return ReasonCode.None;
    }

    /// <summary>Looks a bracket up by its entry.</summary>
    internal bool TryGet(StrategyId strategy, OrderId entry, out BracketStatus status)
    {
        var slot = _table.FindOpen(entry);
        if (slot == GroupTable.NoSlot || !IsOwn(_table.At(slot), strategy))
        {
            status = default;
            return false;
        }

        ref readonly var group = ref _table.At(slot);
        status = new BracketStatus
        {
            State = group.State,
            Held = group.Held,
            TakeProfit = group.Terms.TakeProfit,
            Stop = group.Terms.Stop,
            TakeProfitOrder = group.First.Order,
            StopOrder = group.Second.Order,
        };
        return true;
    }

    /// <summary>Looks at every group: something beside their orders has changed.</summary>
    internal void LookAtAll()
    {
        for (var i = 0; i < _table.OpenCount;)
        {
            var slot = _table.OpenSlot(i);
            Look(slot);
            // One that is done has left its place to the next.
            i += i < _table.OpenCount && _table.OpenSlot(i) == slot ? 1 : 0;
        }
    }

    /// <summary>While reports are taken for many orders at once nothing is asked for: it would be among them.</summary>
    internal void Pause() => _isPaused = true;

    /// <summary>All of them are taken, and trading has its state.</summary>
    internal void Resume()
    {
        _isPaused = false;
        LookAtAll();
    }

    internal void VisitState(StateSink sink)
    {
        _wake.VisitState(sink);
        sink.Visit(ref _strayTime);
        _table.VisitState(sink);
    }

    private static bool IsOwn(in OrderGroup group, StrategyId strategy) =>
        group.Strategy == strategy && !group.IsPair && !group.IsReleased;

    private ref OrderGroup Begin(in Order first)
    {
        ref var group = ref _table.At(_table.Add(first.Id));
        group.Instrument = first.Instrument;
        group.Strategy = first.Strategy;
        group.Account = first.Account;
        group.State = ProtectionState.Waiting;
        return ref group;
    }
}
