using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// What is open in one instrument, beside the position, with what both are worth: kept by the exposure book.
/// </summary>
internal struct InstrumentExposure
{
    /// <summary>Lots that open buy orders may still fill, Unknown ones included.</summary>
    internal long OpenBuyLots;

    /// <summary>Lots that open sell orders may still fill, Unknown ones included.</summary>
    internal long OpenSellLots;

    /// <summary>Of the lots to be bought, those that can only close a short leg; zero where positions net.</summary>
    internal long ClosingBuyLots;

    /// <summary>Of the lots to be sold, those that can only close a long leg; zero where positions net.</summary>
    internal long ClosingSellLots;

    /// <summary>Orders whose truth is not known.</summary>
    internal int UnknownCount;

    /// <summary>Orders that are not finished.</summary>
    internal int OpenOrders;

    /// <summary>The largest position that may come of it, as it was valued, lots.</summary>
    internal long Worst;

    /// <summary>The price at which it was valued, ticks; zero for none.</summary>
    internal long Reference;

    /// <summary>What the largest position is worth, money.</summary>
    internal long WorstValue;

    /// <summary>The initial margin of that, money; derived, so it is no state.</summary>
    internal long WorstMargin;

    /// <summary>Whether there is something that cannot be valued.</summary>
    internal bool IsUnpriced;

    /// <summary>The largest position that may come of it on either side, in lots.</summary>
    internal readonly long WorstLots(QtyLots position) =>
        Math.Max(Math.Abs(checked(position.Value + OpenBuyLots)), Math.Abs(checked(position.Value - OpenSellLots)));

    /// <summary>The larger leg that may come of it, in lots: each with all that may still open it.</summary>
    internal readonly long WorstLegLots(QtyLots longLeg, QtyLots shortLeg) =>
        Math.Max(WorstLong(longLeg), WorstShort(shortLeg));

    /// <summary>Both legs that may come of it, added up, in lots.</summary>
    internal readonly long GrossLots(QtyLots longLeg, QtyLots shortLeg) =>
        checked(WorstLong(longLeg) + WorstShort(shortLeg));

    /// <summary>The open lots of a side.</summary>
    internal readonly long OpenLots(Side side) => side == Side.Bid ? OpenBuyLots : OpenSellLots;

    /// <summary>The open lots of a side that can only close a leg.</summary>
    internal readonly long ClosingLots(Side side) => side == Side.Bid ? ClosingBuyLots : ClosingSellLots;

    /// <summary>Adds open lots of a side that can only close a leg, to those and to all; negative takes away.</summary>
    internal void AddClosing(Side side, long lots)
    {
        Add(side, lots);
        if (side == Side.Bid)
        {
            ClosingBuyLots = checked(ClosingBuyLots + lots);
        }
        else
        {
            ClosingSellLots = checked(ClosingSellLots + lots);
        }
    }

    /// <summary>Adds open lots of a side; negative takes away.</summary>
    internal void Add(Side side, long lots)
    {
        if (side == Side.Bid)
        {
            OpenBuyLots = checked(OpenBuyLots + lots);
        }
        else
        {
            OpenSellLots = checked(OpenSellLots + lots);
        }
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref OpenBuyLots);
        sink.Visit(ref OpenSellLots);
        sink.Visit(ref UnknownCount);
        sink.Visit(ref OpenOrders);
        sink.Visit(ref Worst);
        sink.Visit(ref Reference);
        sink.Visit(ref WorstValue);
        sink.Visit(ref IsUnpriced);
    }

    /// <summary>What only an account with legs keeps beside the rest.</summary>
    internal void VisitLegs(StateSink sink)
    {
        sink.Visit(ref ClosingBuyLots);
        sink.Visit(ref ClosingSellLots);
    }

    // A venue takes no more of a closing order than the leg holds, so a leg of the account never turns.
    private readonly long WorstLong(QtyLots leg) => checked(Math.Abs(leg.Value) + OpenBuyLots - ClosingBuyLots);

    private readonly long WorstShort(QtyLots leg) => checked(Math.Abs(leg.Value) + OpenSellLots - ClosingSellLots);
}
