using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Books;

/// <summary>Short ways to write the events that books take.</summary>
internal static class Events
{
    public static readonly InstrumentId Instrument = new(0);

    public static Event Level(Side side, long price, long quantity, EventFlags flags = EventFlags.LastOfRun)
    {
        var e = Of(EventKind.BookLevel, flags | (side == Side.Ask ? EventFlags.Ask : EventFlags.None));
        e.BookLevel.Price = new PriceTicks(price);
        e.BookLevel.Quantity = new QtyLots(quantity);
        return e;
    }

    public static Event SnapshotLevel(Side side, long price, long quantity, bool isLast) =>
        Level(side, price, quantity, EventFlags.Snapshot | (isLast ? EventFlags.LastOfRun : EventFlags.None));

    public static Event Begin(long levelCount = 0, EventFlags flags = EventFlags.None)
    {
        var e = Of(EventKind.BookSnapshotBegin, flags | EventFlags.LastOfRun);
        e.BookSnapshot.LevelCount = levelCount;
        return e;
    }

    public static Event End() => Of(EventKind.BookSnapshotEnd);

    public static Event Gap() => Of(EventKind.FeedGap);

    public static Event Quote(long bid, long bidQuantity, long ask, long askQuantity)
    {
        var e = Of(EventKind.Quote);
        e.Quote = new Quote
        {
            BidPrice = new PriceTicks(bid),
            BidQuantity = new QtyLots(bidQuantity),
            AskPrice = new PriceTicks(ask),
            AskQuantity = new QtyLots(askQuantity),
        };
        return e;
    }

    public static Event Trade(long price, long quantity, EventFlags flags = EventFlags.None)
    {
        var e = Of(EventKind.Trade, flags | EventFlags.LastOfRun);
        e.Trade.Price = new PriceTicks(price);
        e.Trade.Quantity = new QtyLots(quantity);
        return e;
    }

    public static Event Bar(long open, int closeOffset, BarInterval interval = BarInterval.OneMinute)
    {
        var e = Of(EventKind.Bar, (EventFlags)((ushort)interval << 8) | EventFlags.LastOfRun);
        e.Bar = new Bar
        {
            Open = new PriceTicks(open),
            HighOffset = Math.Max(closeOffset, 0),
            LowOffset = Math.Min(closeOffset, 0),
            CloseOffset = closeOffset,
            Volume = new QtyLots(10),
            TradeCount = uint.MaxValue,
        };
        return e;
    }

    public static Event Of(EventKind kind, EventFlags flags = EventFlags.LastOfRun) => new()
    {
        Kind = kind,
        Flags = flags,
        Instrument = Instrument,
        Time = new TimestampNs(1_000),
    };
}
