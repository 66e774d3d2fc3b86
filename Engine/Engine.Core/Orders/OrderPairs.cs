using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>Two orders of which a fill of one takes from the other. One thread.</summary>
/// <param name="orders">Where they are amended and canceled.</param>
/// <param name="markets">The markets, by instrument.</param>
internal sealed class OrderPairs(OrderManager orders, IReadOnlyList<MarketState> markets)
{
    /// <summary>A report was taken on one of them.</summary>
    internal void Take(ref OrderGroup group, in Order order, OrderReport report, in FillReport fill)
    {
        ref var own = ref order.Role == GroupRole.First ? ref group.First : ref group.Second;
        own.Filled += fill.Quantity;
        own.CannotAmend |= report == OrderReport.AmendRejected;
        if (own.AskedQuantity > QtyLots.Zero && !order.IsAmendUnanswered)
        {
            TakeAnswer(ref own, report);
        }

        var most = group.First.Total > group.Second.Total ? group.First.Total : group.Second.Total;
        var filled = group.First.Filled + group.Second.Filled;
        if (fill.Quantity > QtyLots.Zero && filled > most && !group.IsOverfilled)
        {
            group.IsOverfilled = true;
            orders.AlertOfGroup(group, order.Id, ReasonCode.GroupOverfilled, filled.Value, most.Value);
        }
    }

    /// <summary>
    /// The strategy's amend has its answer. Where the order was merely found open, it may be as it was or as was asked:
    /// then the less counts.
    /// </summary>
    private static void TakeAnswer(ref GroupLeg own, OrderReport report)
    {
        var isRefused = report is OrderReport.AmendRejected or OrderReport.NotSent;
        var isTaken = report == OrderReport.Amended || own.AskedQuantity < own.Total;
        own.Total = isTaken && !isRefused ? own.AskedQuantity : own.Total;
        own.AskedQuantity = QtyLots.Zero;
    }

    /// <summary>Brings both to where what was filled wants them.</summary>
    internal void Act(ref OrderGroup group)
    {
        Yield(ref group.First, group.Second);
        Yield(ref group.Second, group.First);
    }

    /// <summary>One of a pair gives way to what the other has filled: it shrinks by as much, or is canceled.</summary>
    private void Yield(ref GroupLeg own, in GroupLeg other)
    {
        ref var order = ref orders.Find(own.Order);
        if (other.Filled == QtyLots.Zero || Unsafe.IsNullRef(in order) || order.IsFinal)
        {
            return;
        }

        ref readonly var filled = ref orders.Find(other.Order);
        var isOver = Unsafe.IsNullRef(in filled) || filled.State == OrderState.Filled;
        var left = isOver ? QtyLots.Zero : GroupShares.Less(own.Total, other.Filled + own.Filled);
        if (left > QtyLots.Zero && order.LeavesQuantity <= left)
        {
            return;
        }

        var terms = new OrderTerms(order.Price, own.Filled + left, PriceTicks.Zero);
        var least = markets[order.Instrument.Value].Instrument.MinQuantity;
        var mayShrink = left > QtyLots.Zero && left >= least && !own.CannotAmend;
        if (mayShrink && order.State is OrderState.New or OrderState.PartiallyFilled
            && AmendChecks.Judge(order, terms) == ReasonCode.None)
        {
            orders.AmendOfGroup(ref order, terms, ReasonCode.OneCancelsOther);
        }
        else if (!(mayShrink && order.State is OrderState.PendingNew or OrderState.PendingAmend))
        {
            orders.CancelOfGroup(order.Id, ReasonCode.OneCancelsOther);
        }
    }
}
