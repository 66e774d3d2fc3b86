using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>What was liquidated around one price.</summary>
internal struct LiquidationZone
{
    /// <summary>Its place on the grid of zones.</summary>
    internal long Index;

    /// <summary>Longs liquidated, lots.</summary>
    internal long LongLots;

    /// <summary>Shorts liquidated, lots.</summary>
    internal long ShortLots;

    /// <summary>Σ price × lots, for the mean price.</summary>
    internal double Weight;

    /// <summary>When it was last added to.</summary>
    internal TimestampNs LastTime;

    /// <summary>All that was liquidated, lots; zero where the zone is not in use.</summary>
    internal readonly long Lots => LongLots + ShortLots;

    /// <summary>The mean price of what was liquidated.</summary>
    internal readonly double Price => Weight / Lots;

    /// <summary>The side that stands against what was forced: Bid where mostly longs were liquidated.</summary>
    internal readonly Side Side => LongLots >= ShortLots ? Side.Bid : Side.Ask;

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Index);
        sink.Visit(ref LongLots);
        sink.Visit(ref ShortLots);
        sink.Visit(ref Weight);
        sink.Visit(ref LastTime);
    }
}
