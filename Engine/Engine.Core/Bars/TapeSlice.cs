using Engine.Model.State;

namespace Engine.Core.Bars;

/// <summary>Sums over some trades.</summary>
internal struct TapeSlice
{
    internal long Count;
    internal long Volume;
    internal long Bought;
    internal long Sold;

    // Ticks times lots: beyond a long where prices are fine and windows busy.
    internal Int128 TickLots;

    internal void Add(in TapeSlice other)
    {
        Count += other.Count;
        Volume = checked(Volume + other.Volume);
        Bought += other.Bought;
        Sold += other.Sold;
        TickLots += other.TickLots;
    }

    internal void Remove(in TapeSlice other)
    {
        Count -= other.Count;
        Volume -= other.Volume;
        Bought -= other.Bought;
        Sold -= other.Sold;
        TickLots -= other.TickLots;
    }

    internal void VisitState(StateSink sink)
    {
        var (high, low) = ((long)(TickLots >> 64), unchecked((ulong)TickLots));
        sink.Visit(ref Count);
        sink.Visit(ref Volume);
        sink.Visit(ref Bought);
        sink.Visit(ref Sold);
        sink.Visit(ref high);
        sink.Visit(ref low);
        TickLots = new Int128(unchecked((ulong)high), low);
    }
}
