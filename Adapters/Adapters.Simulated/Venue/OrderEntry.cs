using Adapters.Simulated.Venue.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>What the venue does with a command that has reached it.</summary>
/// <param name="desk">Orders and reports.</param>
/// <param name="takers">What is filled at once.</param>
/// <param name="resting">What is put into the book.</param>
/// <param name="ledger">Balances and positions.</param>
internal sealed class OrderEntry(
    OrderDesk desk, TakerMatching takers, RestingMatching resting, VenueAccount ledger)
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

    /// <summary>Visits the account.</summary>
    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _account);
        sink.Visit(ref _hasAccount);
    }

    private void Place(in Command command, TimestampNs arrival, VenueInstrument? instrument)
    {
        var reason = instrument is null ? ReasonCode.VenueFilter : Judge(in command, instrument);
        var slot = reason == ReasonCode.None ? desk.Orders.Add(OrderOf(in command, arrival)) : OrderTable.None;
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
        Enter(instrument!, slot);
    }

    private ReasonCode Judge(in Command command, VenueInstrument instrument)
    {
        var isOfOtherAccount = _hasAccount && command.Account != _account;
        if (isOfOtherAccount || desk.Orders.Find(command.OrderId) != OrderTable.None)
        {
            return ReasonCode.VenueRejected;
        }

        var reason = OrderFilters.Judge(in command, instrument, ledger);
        if (reason == ReasonCode.None)
        {
            reason = _funds.Judge(instrument, OrderOf(in command, TimestampNs.Zero));
        }

        var isPostOnly = (command.Flags & CommandFlags.PostOnly) != 0;
        return reason == ReasonCode.None && isPostOnly && takers.WouldTake(instrument, command.Side, command.Price)
            ? ReasonCode.VenuePostOnlyWouldCross
            : reason;
    }

    /// <summary>Matches an accepted order with what is there and leaves the rest where it belongs.</summary>
    private void Enter(VenueInstrument instrument, int slot)
    {
        ref readonly var order = ref desk.Orders[slot];
        var mayRest = order.Type == OrderType.Limit && order.TimeInForce == TimeInForce.GoodTillCanceled;
        if (instrument.HasBarsOnly)
        {
            if (mayRest)
            {
                resting.Rest(instrument, slot);
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
            if (desk.Orders[slot].IsOpen)
            {
                resting.Rest(instrument, slot);
            }
        }
    }

    private void TakeAndExpire(VenueInstrument instrument, int slot)
    {
        var hadLiquidity = takers.Take(instrument, slot);
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

    private void Amend(in Command command, TimestampNs arrival, VenueInstrument? instrument)
    {
        var slot = FindOpen(in command, instrument);
        if (slot == OrderTable.None)
        {
            desk.Refuse(EventKind.AmendRejected, in command, ReasonCode.VenueUnknownOrder);
            return;
        }

        // A field that the command leaves at zero stays as it is.
        ref var order = ref desk.Orders[slot];
        var price = command.Price == PriceTicks.Zero ? order.Price : command.Price;
        var quantity = command.Quantity == QtyLots.Zero ? order.Quantity : command.Quantity;
        var reason = JudgeAmend(in order, price, quantity, instrument!);
        if (reason != ReasonCode.None)
        {
            desk.Refuse(EventKind.AmendRejected, in command, reason);
            return;
        }

        var keepsPriority = price == order.Price && quantity <= order.Quantity;
        order.Price = price;
        order.Quantity = quantity;
        if (keepsPriority)
        {
            desk.ReportAmended(slot);
            return;
        }

        desk.Orders.Unlink(ref instrument!.ChainOf(order.Place), slot);
        order.Arrival = arrival;
        order.IsFresh = true;
        desk.ReportAmended(slot);
        Enter(instrument, slot);
    }

    private ReasonCode JudgeAmend(in VenueOrder order, PriceTicks price, QtyLots quantity, VenueInstrument instrument)
    {
        if (order.Place == OrderPlace.Waiting || quantity <= order.Cumulative)
        {
            return ReasonCode.VenueFilter;
        }

        var reason = OrderFilters.JudgeTerms(price, quantity, order.IsReduceOnly, instrument.Instrument);
        if (reason == ReasonCode.None)
        {
            var amended = order;
            (amended.Price, amended.Quantity) = (price, quantity);
            reason = _funds.Judge(instrument, in amended, desk.Orders.Find(order.Id));
        }

        return reason == ReasonCode.None && order.IsPostOnly && price != order.Price
            && takers.WouldTake(instrument, order.Side, price)
            ? ReasonCode.VenuePostOnlyWouldCross
            : reason;
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
        Price = command.Type == OrderType.Limit ? command.Price : PriceTicks.Zero,
        Quantity = command.Quantity,
        Arrival = arrival,
        IsFresh = true,
    };
}
