using Adapters.Simulated.Venue.Accounts;
using Adapters.Simulated.Venue.Expiries;
using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Triggers;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>What the venue does with a command that has reached it.</summary>
/// <param name="desk">Orders and reports.</param>
/// <param name="takers">What is filled at once.</param>
/// <param name="resting">What is put into the book.</param>
/// <param name="guard">What keeps orders of ours apart.</param>
/// <param name="triggers">What watches orders that wait for a price.</param>
/// <param name="expiries">What watches orders with a date.</param>
/// <param name="ledger">Balances and positions.</param>
internal sealed partial class OrderEntry(
    OrderDesk desk,
    TakerMatching takers,
    RestingMatching resting,
    SelfTradeGuard guard,
    TriggerWatch triggers,
    ExpiryWatch expiries,
    VenueAccount ledger)
{
    private readonly OrderFunds _funds = new(ledger, desk.Orders);
    private AccountId _account;
    private bool _hasAccount;

    /// <summary>The account that trades here: that of the first order.</summary>
    internal AccountId Account => _account;

    /// <summary>Carries a command out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arrival">When it reached the venue.</param>
    /// <param name="instrument">Its instrument; null where that is not defined.</param>
    internal void Receive(in Command command, TimestampNs arrival, VenueInstrument? instrument)
    {
        switch (command.Kind)
        {
            case CommandKind.PlaceOrder:
                Place(in command, arrival, instrument);
                break;
            case CommandKind.CancelOrder:
                Cancel(in command, instrument);
                break;
            case CommandKind.AmendOrder:
                Amend(in command, arrival, instrument);
                break;
            case CommandKind.QueryOrder:
                desk.ReportStatus(in command);
                break;
            case CommandKind.QueryPosition when instrument is not null:
                desk.ReportPosition(instrument, _account);
                break;
            default:
                break;
        }
    }

    /// <summary>Lets takers go that waited for a bar, once something finer is there.</summary>
    internal void ReleaseWaiting(VenueInstrument instrument)
    {
        if (instrument.Waiting.IsEmpty || instrument.HasBarsOnly)
        {
            return;
        }

        var slot = instrument.Waiting.Head;
        while (slot != OrderTable.None)
        {
            var next = desk.Orders[slot].Next;
            TakeAndExpire(instrument, slot);
            slot = next;
        }
    }

    /// <summary>Lets orders that the message has triggered into the market.</summary>
    internal void EnterTriggered(VenueInstrument instrument)
    {
        if (!instrument.HasTriggered)
        {
            return;
        }

        instrument.HasTriggered = false;
        var slot = instrument.Conditional.Head;
        while (slot != OrderTable.None)
        {
            ref var order = ref desk.Orders[slot];
            var next = order.Next;
            if (order.IsTriggered)
            {
                desk.Orders.Unlink(ref instrument.Conditional, slot);
                order.Arrival = desk.Clock;
                EnterIfAllowed(instrument, slot);
            }

            slot = next;
        }
    }

    /// <summary>Visits the account.</summary>
    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _account);
        sink.Visit(ref _hasAccount);
    }

    private void Place(in Command command, TimestampNs arrival, VenueInstrument? instrument)
    {
        var asked = OrderOf(in command, arrival);
        var reason = instrument is null ? ReasonCode.VenueFilter : Judge(in command, in asked, instrument);
        var slot = reason == ReasonCode.None ? desk.Orders.Add(in asked) : OrderTable.None;
        if (slot == OrderTable.None)
        {
            // A full table is the venue's own trouble: it has no reason in our terms.
            var isFull = reason == ReasonCode.None;
            desk.Refuse(EventKind.OrderRejected, in command, isFull ? ReasonCode.VenueRejected : reason);
            return;
        }

        _account = command.Account;
        _hasAccount = true;
        desk.Accept(slot);
        ref var order = ref desk.Orders[slot];
        expiries.Add(in order);
        if (order.Type.IsConditional())
        {
            Wait(instrument!, slot);
        }
        else
        {
            Enter(instrument!, slot);
        }
    }

    /// <summary>Puts an order outside the book until a price triggers it, which may be now.</summary>
    private void Wait(VenueInstrument instrument, int slot)
    {
        if (TriggerWatch.IsReached(instrument, ref desk.Orders[slot]))
        {
            triggers.FireAtOnce(instrument, slot);
            EnterIfAllowed(instrument, slot);
            return;
        }

        desk.Orders.Append(ref instrument.Conditional, slot, OrderPlace.Conditional);
    }

    /// <summary>
    /// Enters a triggered order, unless there is nothing left to reduce or nothing that covers it: when it came, it
    /// locked nothing.
    /// </summary>
    private void EnterIfAllowed(VenueInstrument instrument, int slot)
    {
        if (desk.EndIfNothingToReduce(instrument, slot))
        {
            return;
        }

        var reason = _funds.Judge(instrument, in desk.Orders[slot], slot);
        if (reason != ReasonCode.None)
        {
            desk.End(instrument, slot, EventKind.OrderExpired, reason);
            return;
        }

        desk.Orders[slot].IsFresh = true;
        Enter(instrument, slot);
    }

    private ReasonCode Judge(in Command command, in VenueOrder asked, VenueInstrument instrument)
    {
        var isOfOtherAccount = _hasAccount && command.Account != _account;
        if (isOfOtherAccount || desk.Orders.Find(command.OrderId) != OrderTable.None)
        {
            return ReasonCode.VenueRejected;
        }

        var reason = OrderFilters.Judge(in command, instrument, ledger);
        if (reason == ReasonCode.None && !command.Type.IsConditional())
        {
            // What waits for a price locks nothing until then.
            reason = _funds.Judge(instrument, in asked);
        }

        var isPostOnly = (command.Flags & CommandFlags.PostOnly) != 0;
        if (reason == ReasonCode.None && isPostOnly && takers.WouldTake(instrument, command.Side, command.Price))
        {
            return ReasonCode.VenuePostOnlyWouldCross;
        }

        return reason == ReasonCode.None ? JudgeConditions(in command, in asked, instrument) : reason;
    }

    private ReasonCode JudgeConditions(in Command command, in VenueOrder asked, VenueInstrument instrument)
    {
        if (command.TimeInForce == TimeInForce.GoodTillDate && command.ExpiryOrOffset <= expiries.VenueNow.Value)
        {
            return ReasonCode.GoodTillDateReached;
        }

        if (!asked.Type.IsConditional() || instrument.Rules.ReachedTrigger != ReachedTrigger.Rejects)
        {
            return ReasonCode.None;
        }

        var order = asked;
        return TriggerWatch.IsReached(instrument, ref order)
            ? ReasonCode.VenueTriggerAtOnce
            : ReasonCode.None;
    }

    /// <summary>Matches an accepted order with what is there and leaves the rest where it belongs.</summary>
    private void Enter(VenueInstrument instrument, int slot)
    {
        ref readonly var order = ref desk.Orders[slot];
        var mayRest = order.Type == OrderType.Limit && order.TimeInForce.MayRest();
        if (instrument.HasBarsOnly)
        {
            if (mayRest)
            {
                RestUnlessMet(instrument, slot);
            }
            else
            {
                desk.Orders.Append(ref instrument.Waiting, slot, OrderPlace.Waiting);
            }
        }
        else if (!mayRest)
        {
            TakeAndExpire(instrument, slot);
        }
        else
        {
            takers.Take(instrument, slot);
            RestUnlessMet(instrument, slot);
        }
    }

    private void RestUnlessMet(VenueInstrument instrument, int slot)
    {
        guard.Clear(instrument, slot);
        if (desk.Orders[slot].IsOpen)
        {
            resting.Rest(instrument, slot);
        }
    }

    private void TakeAndExpire(VenueInstrument instrument, int slot)
    {
        if (desk.Orders[slot].TimeInForce == TimeInForce.FillOrKill && !takers.CanFillWhole(instrument, slot))
        {
            desk.End(instrument, slot, EventKind.OrderExpired, ReasonCode.FillOrKillUnfilled);
            return;
        }

        var hadLiquidity = takers.Take(instrument, slot);
        guard.Clear(instrument, slot);
        if (desk.Orders[slot].IsOpen)
        {
            var reason = hadLiquidity ? ReasonCode.ImmediateOrCancelRemainder : ReasonCode.NoLiquidity;
            desk.End(instrument, slot, EventKind.OrderExpired, reason);
        }
    }

    private void Cancel(in Command command, VenueInstrument? instrument)
    {
        var slot = FindOpen(in command, instrument);
        if (slot == OrderTable.None)
        {
            desk.Refuse(EventKind.CancelRejected, in command, ReasonCode.VenueUnknownOrder);
            return;
        }

        desk.End(instrument!, slot, EventKind.OrderCanceled, ReasonCode.CanceledOnRequest);
    }

    private int FindOpen(in Command command, VenueInstrument? instrument)
    {
        var slot = desk.Orders.Find(command.OrderId);
        return instrument is not null && slot != OrderTable.None && desk.Orders[slot].IsOpen
            && desk.Orders[slot].Instrument == instrument.Instrument.Id
            ? slot
            : OrderTable.None;
    }

    private static VenueOrder OrderOf(in Command command, TimestampNs arrival) => new()
    {
        Id = command.OrderId,
        Instrument = command.Instrument,
        Account = command.Account,
        Side = command.Side,
        Type = command.Type,
        TimeInForce = command.TimeInForce,
        IsPostOnly = (command.Flags & CommandFlags.PostOnly) != 0,
        IsReduceOnly = (command.Flags & CommandFlags.ReduceOnly) != 0,
        IsTriggerOnMark = (command.Flags & CommandFlags.TriggerOnMark) != 0,
        Price = command.Type.HasLimit() ? command.Price : PriceTicks.Zero,
        Trigger = command.Trigger,
        TrailingOffsetBps = command.Type == OrderType.TrailingStop ? command.ExpiryOrOffset : 0,
        Expiry = command.TimeInForce == TimeInForce.GoodTillDate
            ? new TimestampNs(command.ExpiryOrOffset)
            : TimestampNs.MaxValue,
        Quantity = command.Quantity,
        Arrival = arrival,
        IsFresh = true,
    };
}
