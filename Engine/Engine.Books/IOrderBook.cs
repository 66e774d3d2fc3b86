using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>What a book of price levels answers, however it is built: one instrument, one thread.</summary>
/// <remarks>Hot code names <see cref="OrderBook" /> itself; this is what it shares with its slow twin.</remarks>
public interface IOrderBook
{
    /// <summary>How far the levels can be trusted.</summary>
    BookState State { get; }

    /// <summary>Whether anything rests on the bid side.</summary>
    bool HasBid { get; }

    /// <summary>Whether anything rests on the ask side.</summary>
    bool HasAsk { get; }

    /// <summary>The highest bid; zero where <see cref="HasBid" /> is false.</summary>
    PriceTicks BestBid { get; }

    /// <summary>What rests at the highest bid; zero where there is none.</summary>
    QtyLots BestBidQuantity { get; }

    /// <summary>The lowest ask; zero where <see cref="HasAsk" /> is false.</summary>
    PriceTicks BestAsk { get; }

    /// <summary>What rests at the lowest ask; zero where there is none.</summary>
    QtyLots BestAskQuantity { get; }

    /// <summary>Whether the best bid is at or above the best ask, which no whole book of one venue shows.</summary>
    bool IsCrossed { get; }

    /// <summary>Changes that were not applied, because no whole snapshot preceded them.</summary>
    long IgnoredLevelCount { get; }

    /// <summary>
    /// Takes the next event of the instrument: levels, snapshot bounds and gaps; others change nothing.
    /// </summary>
    /// <returns>Whether price or quantity of the best bid or the best ask changed.</returns>
    bool Apply(in Event e);

    /// <summary>Sets the total at one price, whatever the state; zero (or less) removes the level.</summary>
    void Set(Side side, PriceTicks price, QtyLots quantity);

    /// <summary>Empties the book; it is <see cref="BookState.Syncing" />, as at the start of a session.</summary>
    void Clear();

    /// <summary>What rests at one price; zero where nothing does.</summary>
    QtyLots QuantityAt(Side side, PriceTicks price);

    /// <summary>How many levels one side has.</summary>
    int LevelCount(Side side);

    /// <summary>Copies the best levels of one side, best first.</summary>
    /// <returns>How many were copied: fewer than there is room for where the side has no more.</returns>
    int CopyDepth(Side side, Span<DepthLevel> levels);

    /// <summary>What rests on one side at the limit or better, at most <see cref="long.MaxValue" />.</summary>
    QtyLots VolumeTo(Side side, PriceTicks limit);

    /// <summary>How deep into one side a volume reaches.</summary>
    /// <param name="side">The side that is consumed.</param>
    /// <param name="volume">The volume, positive.</param>
    /// <param name="worst">The price of the last level touched; zero where the side is empty.</param>
    /// <param name="available">What rests at <paramref name="worst" /> or better, at most
    /// <see cref="long.MaxValue" />.</param>
    /// <returns>False where the whole side is less than the volume.</returns>
    bool TryPriceForVolume(Side side, QtyLots volume, out PriceTicks worst, out QtyLots available);

    /// <summary>Visits the logical content: state, then each side's levels, best first.</summary>
    void VisitState(StateSink sink);
}
