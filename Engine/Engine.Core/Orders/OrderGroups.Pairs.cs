using System.Runtime.CompilerServices;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>Two orders of which a fill of one takes from the other.</content>
internal sealed partial class OrderGroups
{
    private void TakePart(ref OrderGroup group, in Order order, OrderReport report, in FillReport fill)
    {
        ref var own = ref order.Role == GroupRole.First ? ref group.First : ref group.Second;
        own.Filled += fill.Quantity;
        own.CannotAmend |= report == OrderReport.AmendRejected;
        var most = Larger(group.First.Total, group.Second.Total);
        var filled = group.First.Filled + group.Second.Filled;
        if (fill.Quantity > QtyLots.Zero && filled > most && !group.IsOverfilled)
        {
            group.IsOverfilled = true;
            Alert(group, order.Id, ReasonCode.GroupOverfilled, filled.Value, most.Value);
        }
    }

    private void ActOnPair(ref OrderGroup group)
    {
        Yield(ref group.First, group.Second);
        Yield(ref group.Second, group.First);
    }

    /// <summary>One of a pair gives way to what the other has filled: it shrinks by as much, or is canceled.</summary>
    private void Yield(ref GroupLeg own, in GroupLeg other)
    {
        ref var order = ref _orders.Find(own.Order);
        if (other.Filled == QtyLots.Zero || Unsafe.IsNullRef(in order) || order.IsFinal)
        {
            return;
        }

        ref readonly var filled = ref _orders.Find(other.Order);
        var isOver = Unsafe.IsNullRef(in filled) || filled.State == OrderState.Filled;
        var left = isOver ? QtyLots.Zero : Less(own.Total, other.Filled + own.Filled);
        if (left > QtyLots.Zero && order.LeavesQuantity <= left)
        {
            return;
        }

        var terms = new OrderTerms(order.Price, own.Filled + left, PriceTicks.Zero);
        var least = _markets[order.Instrument.Value].Instrument.MinQuantity;
        var mayShrink = left > QtyLots.Zero && left >= least && !own.CannotAmend;
        if (mayShrink && order.State is OrderState.New or OrderState.PartiallyFilled
            && AmendChecks.Judge(order, terms) == ReasonCode.None)
        {
            _orders.AmendOfGroup(ref order, terms, ReasonCode.OneCancelsOther);
        }
        else if (!(mayShrink && order.State is OrderState.PendingNew or OrderState.PendingAmend))
        {
            _orders.CancelOfGroup(order.Id, ReasonCode.OneCancelsOther);
        }
    }
}
