using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Strategies;

/// <summary>What a market tells besides quotes and bars: depth, trades, liquidations.</summary>
internal static class Feed
{
    /// <summary>Time goes on to a second: timers due by then fire.</summary>
    public static void Until(this StrategyRig rig, long second) =>
        rig.Send(Event.Create(EventKind.Tick, StrategyRig.At(second), InstrumentId.None));

    /// <summary>A whole book of one level on each side, a tick from the middle.</summary>
    public static void Book(this StrategyRig rig, long second, long middleTicks, long bidLots, long askLots)
    {
        rig.Send(Level(second, EventFlags.Snapshot, middleTicks - 1, bidLots));
        rig.Send(Level(second, EventFlags.Snapshot | EventFlags.Ask | EventFlags.LastOfRun, middleTicks + 1, askLots));
    }

    /// <summary>A trade; of which the venue does not say who took where there is no aggressor.</summary>
    public static void Trade(this StrategyRig rig, long second, long priceTicks, long lots, Side? aggressor)
    {
        var flags = aggressor == Side.Ask ? EventFlags.Ask : EventFlags.None;
        flags |= aggressor is null ? EventFlags.SideUnknown : EventFlags.None;
        var e = Event.Create(EventKind.Trade, StrategyRig.At(second), StrategyRig.Instrument, flags);
        e.Trade = new Trade
        {
            Price = new PriceTicks(priceTicks),
            Quantity = new QtyLots(lots),
            Key = Key128.FromNumber(rig.Core.Sequence + 2),
        };
        rig.Send(e);
    }

    /// <summary>A liquidation; Ask: longs were liquidated.</summary>
    public static void Liquidate(this StrategyRig rig, long second, long priceTicks, long lots, Side side)
    {
        var flags = side == Side.Ask ? EventFlags.Ask : EventFlags.None;
        var e = Event.Create(EventKind.Liquidation, StrategyRig.At(second), StrategyRig.Instrument, flags);
        e.Liquidation = new Liquidation { Price = new PriceTicks(priceTicks), Quantity = new QtyLots(lots) };
        rig.Send(e);
    }

    private static Event Level(long second, EventFlags flags, long priceTicks, long lots)
    {
        var e = Event.Create(EventKind.BookLevel, StrategyRig.At(second), StrategyRig.Instrument, flags);
        e.Flags = flags;
        e.BookLevel.Price = new PriceTicks(priceTicks);
        e.BookLevel.Quantity = new QtyLots(lots);
        return e;
    }
}
