using Engine.Model.Units;

namespace Tests.Replay.Paper;

/// <summary>What must be the same of a fill.</summary>
internal readonly record struct FillFact(
    TimestampNs Time, InstrumentId Instrument, OrderId Order, PriceTicks Price, QtyLots Quantity, Money Fee);
