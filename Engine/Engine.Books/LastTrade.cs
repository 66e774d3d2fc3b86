using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>The last public trade, and how many there were.</summary>
internal struct LastTrade
{
    internal long Count;
    internal PriceTicks Price;
    internal QtyLots Quantity;
    internal TimestampNs Time;
    internal bool IsAskAggressor;
    internal bool IsSideUnknown;

    internal void Apply(in Event e)
    {
        Count++;
        Price = e.Trade.Price;
        Quantity = e.Trade.Quantity;
        Time = e.Time;
        IsAskAggressor = e.Side == Side.Ask;
        IsSideUnknown = (e.Flags & EventFlags.SideUnknown) != 0;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Count);
        sink.Visit(ref Price);
        sink.Visit(ref Quantity);
        sink.Visit(ref Time);
        sink.Visit(ref IsAskAggressor);
        sink.Visit(ref IsSideUnknown);
    }
}
