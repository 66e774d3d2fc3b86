using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>One side of a two-sided quote: at most one post-only order, moved to where it should be.</summary>
/// <remarks>
/// Where legs are held apart, a quote against the strategy's own leg closes it, and no more than it: else bids and asks
/// would fill two legs to their limit, each with its margin and neither of them ever closed.
/// </remarks>
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
    /// <param name="toleranceTicks">
    /// A price so near the target is left where it is, and keeps its place in the queue.
    /// </param>
    internal void MoveTo(StrategyContext context, PriceTicks price, QtyLots quantity, long toleranceTicks)
    {
        var closable = context.IsHedged(_instrument) ? context.Closable(_instrument, _side) : QtyLots.Zero;
        var closes = closable > QtyLots.Zero;
        if (closes && quantity > closable)
        {
            quantity = closable;
        }

        if (_order == 0 || !context.TryGetOrder(new OrderId(_order), out var order) || order.IsFinal)
        {
            _order = 0;
            if (quantity > QtyLots.Zero)
            {
                var request = OrderRequest.Limit(_instrument, _side, price, quantity, postOnly: true);
                _order = context.Place(request with { IsReduceOnly = closes }).Value;
            }

            return;
        }

        if (order.State is not (OrderState.New or OrderState.PartiallyFilled))
        {
            return;
        }

        if (quantity <= QtyLots.Zero || (order.IsReduceOnly != closes && context.IsHedged(_instrument)))
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
