using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>One side of a two-sided quote: at most one post-only order, moved to where it should be.</summary>
internal struct QuoteSide
{
    private readonly Side _side;
    private readonly InstrumentId _instrument;
    private long _order;

    internal QuoteSide(InstrumentId instrument, Side side)
    {
        _instrument = instrument;
        _side = side;
    }

    /// <summary>Brings the order to a price and a size; a size of zero takes it out.</summary>
    /// <param name="context">The strategy's context.</param>
    /// <param name="price">The target price.</param>
    /// <param name="quantity">The target of what is open.</param>
    /// <param name="toleranceTicks">A price so near the target is left where it is, and keeps its place in the queue.</param>
    internal void MoveTo(StrategyContext context, PriceTicks price, QtyLots quantity, long toleranceTicks)
    {
        if (_order == 0 || !context.TryGetOrder(new OrderId(_order), out var order) || order.IsFinal)
        {
            _order = 0;
            if (quantity > QtyLots.Zero)
            {
                _order = context.Place(OrderRequest.Limit(_instrument, _side, price, quantity, postOnly: true)).Value;
            }

            return;
        }

        if (order.State is not (OrderState.New or OrderState.PartiallyFilled))
        {
            return;
        }

        if (quantity <= QtyLots.Zero)
        {
            context.Cancel(order.Id);
        }
        else if (Math.Abs(order.Price.Value - price.Value) > toleranceTicks || order.LeavesQuantity > quantity)
        {
            context.Amend(order.Id, price, order.CumulativeQuantity + quantity);
        }
    }

    /// <summary>Takes the order out.</summary>
    internal void Withdraw(StrategyContext context) => MoveTo(context, PriceTicks.Zero, QtyLots.Zero, 0);

    internal void VisitState(StateSink sink) => sink.Visit(ref _order);
}
