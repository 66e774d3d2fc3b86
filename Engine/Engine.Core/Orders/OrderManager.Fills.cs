using System.Runtime.CompilerServices;
using Engine.Core.Portfolios;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>Fills: booked once, shared out where no order asked for them, carried over to their order.</content>
internal sealed partial class OrderManager
{
    /// <summary>Takes a fill, both slots of it.</summary>
    /// <returns>False where it is a duplicate, or the operator has vouched for it: nothing is booked.</returns>
    internal bool OnFill(in Event fill, in Event detail, Instrument instrument, out FillReport report)
    {
        ref readonly var slot = ref fill.Fill;
        report = default;
        if (detail.FillDetail.TradeKey != Key128.None
            && !_tradeKeys.Add(detail.FillDetail.Account, fill.Instrument, detail.FillDetail.TradeKey))
        {
            return false;
        }

        if (!instrument.TryNotional(slot.Price, slot.Quantity, out var notional))
        {
            throw new OverflowException($"The value of a fill of order {slot.OrderId.Value} does not fit.");
        }

        ref var order = ref _table.Find(slot.OrderId);
        var isKnown = !Unsafe.IsNullRef(in order);
        if (isKnown && order.AcceptedQuantity > QtyLots.Zero && IsAccepted(ref order, slot))
        {
            return false;
        }

        report = Book(fill, new FillBooking
        {
            Instrument = fill.Instrument,
            Strategy = isKnown ? order.Strategy : StrategyId.Engine,
            Side = fill.Side,
            Price = slot.Price,
            Quantity = slot.Quantity,
            Notional = notional,
            Fee = slot.Fee,
            FeeAsset = detail.FillDetail.FeeAsset,
            Leg = fill.Leg,
        });
        return true;
    }

    /// <summary>
    /// Takes a fill that no order of ours has made, both slots of it: the venue has closed a position. It is shared
    /// between the strategies that hold that side of it, in their order, until it is used up; what is left over nobody
    /// has asked for.
    /// </summary>
    /// <param name="fill">Its first slot.</param>
    /// <param name="detail">Its second slot.</param>
    /// <param name="instrument">What was traded.</param>
    /// <param name="parts">Gets the strategies' parts of it.</param>
    /// <returns>False where it is a duplicate and changed nothing.</returns>
    internal bool OnVenueFill(in Event fill, in Event detail, Instrument instrument, List<FillReport> parts)
    {
        parts.Clear();
        if (detail.FillDetail.TradeKey != Key128.None
            && !_tradeKeys.Add(detail.FillDetail.Account, fill.Instrument, detail.FillDetail.TradeKey))
        {
            return false;
        }

        if (!instrument.TryNotional(fill.Fill.Price, fill.Fill.Quantity, out var notional))
        {
            throw new OverflowException($"The value of a fill of the venue in {instrument.Name} does not fit.");
        }

        var rest = new VenueFillRest(fill.Fill.Quantity, notional, fill.Fill.Fee);
        var leg = fill.Leg;
        for (var number = 1; number <= _portfolio.StrategyCount + 1 && rest.Quantity > QtyLots.Zero; number++)
        {
            // What no strategy asked for comes last, and takes what nobody holds.
            var isLast = number > _portfolio.StrategyCount;
            var strategy = isLast ? StrategyId.Engine : new StrategyId((ushort)number);
            var held = _portfolio.LegOfStrategy(strategy, fill.Instrument, leg).Quantity.Value;
            var closable = fill.Side == Side.Bid ? -held : held;
            var lots = isLast ? rest.Quantity.Value : Math.Min(rest.Quantity.Value, Math.Max(0, closable));
            if (lots > 0)
            {
                var part = rest.Take(new QtyLots(lots), instrument, fill.Fill.Price);
                parts.Add(Book(fill, new FillBooking
                {
                    Instrument = fill.Instrument,
                    Strategy = strategy,
                    Side = fill.Side,
                    Price = fill.Fill.Price,
                    Quantity = part.Quantity,
                    Notional = part.Notional,
                    Fee = part.Fee,
                    FeeAsset = detail.FillDetail.FeeAsset,
                    Leg = leg,
                }));
            }
        }

        return true;
    }

    /// <summary>Carries a booked fill over to its order and tells the strategy.</summary>
    internal void AfterFill(in FillReport fill)
    {
        if (fill.Order == OrderId.None && fill.Strategy != StrategyId.Engine)
        {
            Groups.OnPosition(fill.Strategy, fill.Instrument);
            _host.OnFill(fill);
            return;
        }

        ref var order = ref _table.Find(fill.Order);
        if (Unsafe.IsNullRef(in order))
        {
            // Money has moved for an order that is not in the books: the position has it, and a person must know.
            Alert(fill.Instrument, fill.Order, StrategyId.Engine, ReasonCode.OrderUnknown, fill.Quantity.Value);
            Groups.OnPosition(fill.Strategy, fill.Instrument);
            return;
        }

        var before = order.ExposedQuantity;
        order.CumulativeQuantity += fill.Quantity;
        // What an unanswered amend asks for may stand at the venue: then this is not all of it.
        var isFull = order.CumulativeQuantity >= order.LargestQuantity;
        if (order.CumulativeQuantity > order.LargestQuantity)
        {
            Alert(
                order.Instrument, order.Id, order.Strategy, ReasonCode.OrderOverfilled,
                order.CumulativeQuantity.Value, order.LargestQuantity.Value);
        }

        Advance(ref order, isFull ? OrderReport.FullyFilled : OrderReport.PartFilled, ReasonCode.None, before, fill);
        if (order.Id == fill.Order && IsFillMissing(ref order, fill.CumulativeQuantity))
        {
            // One before it has not come, or comes later: also of an order that was taken for ended.
            Advance(
                ref order, OrderReport.FillMissing, ReasonCode.FillMissing, order.ExposedQuantity, default);
        }
    }

    private FillReport Book(in Event fill, in FillBooking booking)
    {
        var effect = _portfolio.ApplyFill(booking);
        if (effect.IsFeeUnvalued)
        {
            Alert(
                booking.Instrument, fill.Fill.OrderId, booking.Strategy, ReasonCode.FeeUnvalued, booking.Fee.Value);
        }

        return new FillReport
        {
            Order = fill.Fill.OrderId,
            Strategy = booking.Strategy,
            Instrument = booking.Instrument,
            Time = fill.Time,
            Side = booking.Side,
            Price = booking.Price,
            Quantity = booking.Quantity,
            CumulativeQuantity = fill.Fill.CumulativeQuantity,
            Notional = booking.Notional,
            Fee = effect.FeeValue,
            RealizedPnl = effect.RealizedPnl,
            PositionBefore = effect.PositionBefore,
            PositionAfter = effect.PositionAfter,
            IsMaker = (fill.Flags & EventFlags.Maker) != 0,
        };
    }
}
