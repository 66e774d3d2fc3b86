using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>
/// Brackets from entry to end, one by one, without a byte of the test's own: filled in two parts, amended, stopped out.
/// </summary>
internal sealed class BracketLives(TradingCore core, Func<OrderId> entry)
{
    private long _sequence = core.Sequence;
    private long _tradeKey;

    internal void Run(int lives)
    {
        for (var i = 0; i < lives; i++)
        {
            Live(i);
        }
    }

    private void Live(int turn)
    {
        Send(CoreRig.Level(Side.Bid, 999, 1 + (turn & 7)));
        var first = entry().Value;
        var (profit, stop) = (new OrderId(first + 1), new OrderId(first + 2));
        Fill(new OrderId(first), 2, Side.Bid);
        Accept(profit);
        Accept(stop);
        Fill(new OrderId(first), 2, Side.Bid);
        Amended(profit);
        Amended(stop);
        Fill(stop, 4, Side.Ask);
        var done = Event.Create(EventKind.OrderCanceled, default, CoreRig.Instrument);
        done.OrderDone = new OrderDone { OrderId = profit };
        Send(done);
    }

    private void Send(Event e)
    {
        e.Time = core.Clock + 1_000;
        core.OnEvent(e, ++_sequence);
    }

    private void Accept(OrderId order)
    {
        var e = Event.Create(EventKind.OrderAccepted, default, CoreRig.Instrument);
        e.OrderAccepted = new OrderAccepted { OrderId = order, VenueOrderKey = Key128.FromNumber(order.Value) };
        Send(e);
    }

    private void Amended(OrderId order)
    {
        core.TryGetOrder(order, out var asked);
        var e = Event.Create(EventKind.OrderAmended, default, CoreRig.Instrument);
        e.OrderAmended = new OrderAmended
        {
            OrderId = order,
            Price = asked.RequestedPrice,
            Quantity = asked.RequestedQuantity,
        };
        Send(e);
    }

    private void Fill(OrderId order, long lots, Side side)
    {
        var fill = Event.Create(
            EventKind.Fill, default, CoreRig.Instrument, side == Side.Ask ? EventFlags.Ask : EventFlags.None);
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill = new Fill { OrderId = order, Price = new PriceTicks(1_000), Quantity = new QtyLots(lots) };
        Send(fill);
        var detail = Event.Create(EventKind.FillDetail, default, CoreRig.Instrument);
        detail.FillDetail = new FillDetail
        {
            FeeAsset = CoreRig.Quote,
            Account = CoreRig.Account,
            TradeKey = Key128.FromNumber(++_tradeKey),
        };
        Send(detail);
    }
}
