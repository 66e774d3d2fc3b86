using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <content>Whole bars, trades, several instruments, and what a venue may answer.</content>
internal sealed partial class StrategyRig
{
    public IEnumerable<Command> Signals => Commands.Where(c => c.Kind == CommandKind.Signal);

    /// <summary>The values of a name that were put behind signals.</summary>
    public IEnumerable<(double Value, double Bound)> EvidenceOf(string name) => Commands
        .Where(c => c.Kind == CommandKind.Evidence && c.Name.ToString() == name).Select(c => (c.Value, c.Bound));

    /// <summary>A bar of one minute of the data's own, at its close.</summary>
    public void Bar(long minute, Candle candle)
    {
        var flags = (EventFlags)((ushort)BarInterval.OneMinute << 8);
        var e = Event.Create(EventKind.Bar, At(minute * 60), Instrument, flags);
        e.Bar = new Bar
        {
            Open = new PriceTicks(candle.Open),
            HighOffset = (int)(candle.High - candle.Open),
            LowOffset = (int)(candle.Low - candle.Open),
            CloseOffset = (int)(candle.Close - candle.Open),
            Volume = new QtyLots(candle.Volume),
        };
        Send(e);
    }

    /// <summary>The same bar as four trades within its minute, and the tick that ends it.</summary>
    public void Trades(long minute, Candle candle, bool endsInGap = false)
    {
        // The rig's clock starts forty seconds into a minute: whole ones begin twenty seconds later.
        var second = ((minute - 1) * 60) + 20;
        long[] prices = [candle.Open, candle.High, candle.Low, candle.Close];
        for (var trade = 0; trade < prices.Length; trade++)
        {
            Trade(At(second + (10 * trade)), prices[trade], candle.Volume / prices.Length);
        }

        if (endsInGap)
        {
            Gap();
        }

        Tick(At((minute * 60) + 20));
    }

    public void Trade(TimestampNs time, long priceTicks, long lots)
    {
        var e = Event.Create(EventKind.Trade, time, Instrument);
        e.Trade = new Trade { Price = new PriceTicks(priceTicks), Quantity = new QtyLots(lots) };
        Send(e);
    }

    public void Tick(TimestampNs time) => Send(Event.Create(EventKind.Tick, time, InstrumentId.None));

    /// <summary>A quote of one of several instruments.</summary>
    public void Quote(InstrumentId instrument, long second, long middleTicks)
    {
        var e = Event.Create(EventKind.Quote, At(second), instrument);
        e.Quote = new Quote
        {
            BidPrice = new PriceTicks(middleTicks - 1),
            BidQuantity = new QtyLots(1_000),
            AskPrice = new PriceTicks(middleTicks + 1),
            AskQuantity = new QtyLots(1_000),
        };
        Send(e);
    }

    public void Gap(InstrumentId instrument) => Send(Event.Create(EventKind.FeedGap, Core.Clock, instrument));

    /// <summary>The venue refuses an order.</summary>
    public void Reject(Command order)
    {
        var e = Event.Create(EventKind.OrderRejected, Core.Clock, order.Instrument);
        e.OrderRejected = new OrderRejected { OrderId = order.OrderId, Reason = ReasonCode.VenueRejected };
        Send(e);
    }

    /// <summary>The venue cancels what is left of an order.</summary>
    public void CancelRest(Command order, QtyLots filled)
    {
        var e = Event.Create(EventKind.OrderCanceled, Core.Clock, order.Instrument);
        e.OrderDone = new OrderDone
        {
            OrderId = order.OrderId,
            CumulativeQuantity = filled,
            Reason = ReasonCode.ImmediateOrCancelRemainder,
        };
        Send(e);
    }
}
