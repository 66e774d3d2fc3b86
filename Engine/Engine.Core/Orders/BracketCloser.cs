using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// Closes what a bracket holds at the market, or trades back what it has closed too much. One thread.
/// </summary>
/// <param name="orders">Where orders are placed and canceled.</param>
/// <param name="core">The clock, the rules and the positions.</param>
/// <param name="markets">The markets, by instrument.</param>
/// <param name="gate">Says which instruments are held in two legs.</param>
internal sealed class BracketCloser(
    OrderManager orders, TradingCore core, IReadOnlyList<MarketState> markets, RiskGate gate)
{
    /// <summary>
    /// Closes what is held at the market, or trades back what was closed too much; one order at a time, and none while
    /// the truth of the last is not known.
    /// </summary>
    internal void Close(ref OrderGroup group)
    {
        CancelTooLarge(group);
        if (core.Clock < group.RetryTime)
        {
            return;
        }

        if (group.Closer != OrderId.None)
        {
            // A market order does not stand: the report of its end is lost.
            orders.AskOfGroup(group.Closer);
            group.PauseClosing(core.OrderRules, core.Clock);
            return;
        }

        if (IsBalanceTaken(ref group))
        {
            return;
        }

        var lots = LotsToClose(group);
        var mustWait = group.Held > QtyLots.Zero ? lots == 0 : orders.IsOpen(group.Key);
        if (mustWait)
        {
            // Others hold as much the other way, or what may have filled unheard is asked about already; and what was
            // closed too much may be a fill of the entry that is still to come. The fill or the report that makes it
            // otherwise brings us here again.
            return;
        }

        group.Closer = group.Held > QtyLots.Zero
            ? PlaceAtMarket(group, group.ExitSide, lots, isReduceOnly: true)
            : PlaceBack(group);

        // Where none went out it is too little to trade, or trading is held back: later it may be otherwise.
        group.PauseClosing(core.OrderRules, core.Clock);
    }

    /// <summary>
    /// Trades back what was closed too much. As far as the account is the other way that takes from it. Else, and
    /// always where legs are held apart, others' lots were closed: they are bought again, which risk must allow.
    /// </summary>
    private OrderId PlaceBack(in OrderGroup group)
    {
        var other = gate.IsHedged(group.Instrument) ? 0 : core.Portfolio.ClosableLots(group.Instrument, group.Side);
        return PlaceAtMarket(
            group, group.Side, other > 0 ? Math.Min(other, group.Excess.Value) : group.Excess.Value, other > 0);
    }

    private OrderId PlaceAtMarket(in OrderGroup group, Side side, long lots, bool isReduceOnly)
    {
        var most = markets[group.Instrument.Value].Instrument.MaxQuantity.Value;
        var request = OrderRequest.Market(
            group.Instrument, side, new QtyLots(most > 0 ? Math.Min(lots, most) : lots), isReduceOnly);
        return orders.PlaceOfGroup(group, GroupRole.Closing, request, group.Reason);
    }

    /// <summary>
    /// What can be closed, and closed once whatever has become of protective orders that may have filled unheard. Where
    /// the account has no more of a perpetual than this group holds, the venue itself closes nothing twice. Of a spot
    /// pair the balance may have more than the books: what was there before is sold as well as what was bought.
    /// </summary>
    private long LotsToClose(in OrderGroup group)
    {
        var closable = core.Portfolio.ClosableLots(group.Instrument, group.ExitSide);
        if (closable <= group.Held.Value && !IsSpot(group))
        {
            return closable;
        }

        var unheard = UnheardLots(group.First.Order) + UnheardLots(group.Second.Order);
        return Math.Max(0, Math.Min(closable, group.Held.Value - unheard));
    }

    private bool IsSpot(in OrderGroup group) =>
        markets[group.Instrument.Value].Instrument.ContractType == ContractType.Spot;

    /// <summary>
    /// What an order may have filled already: of one that takes at market, or whose truth is not known.
    /// </summary>
    private long UnheardLots(OrderId id)
    {
        ref readonly var order = ref orders.Find(id);
        var mayHave = !Unsafe.IsNullRef(in order) && (order.State == OrderState.Unknown || order.IsTriggeredAtMarket);
        return mayHave ? order.OpenQuantity.Value : 0;
    }

    /// <summary>
    /// Whether a protective order rests in the book of a spot pair: the venue has locked the balance for it and would
    /// refuse another order that sells the same. It is canceled first; its end is followed by the closing order.
    /// </summary>
    private bool IsBalanceTaken(ref OrderGroup group) =>
        IsSpot(group) && (IsTakenBy(ref group.First) | IsTakenBy(ref group.Second));

    private bool IsTakenBy(ref GroupLeg leg)
    {
        ref readonly var order = ref orders.Find(leg.Order);
        var isTaken = !Unsafe.IsNullRef(in order) && !order.IsFinal && order.Type.HasLimit() && !order.IsWaiting;
        if (isTaken)
        {
            orders.CancelOfGroup(ref leg);
        }

        return isTaken;
    }

    /// <summary>Something else has closed a part meanwhile, or all and more.</summary>
    private void CancelTooLarge(in OrderGroup group)
    {
        ref readonly var closer = ref orders.Find(group.Closer);
        var (side, lots) = group.Held > QtyLots.Zero ? (group.ExitSide, group.Held) : (group.Side, group.Excess);
        if (!Unsafe.IsNullRef(in closer) && (closer.LeavesQuantity > lots || closer.Side != side)
            && closer.State is OrderState.New or OrderState.PartiallyFilled)
        {
            orders.CancelOfGroup(group.Closer, ReasonCode.Protection);
        }
    }
}
