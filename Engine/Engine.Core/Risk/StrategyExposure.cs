using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>What a strategy has open in one instrument, beside its position: a cell of the exposure book.</summary>
internal struct StrategyExposure
{
    /// <summary>Lots that its open buy orders may still fill.</summary>
    internal long OpenBuyLots;

    /// <summary>Lots that its open sell orders may still fill.</summary>
    internal long OpenSellLots;

    /// <summary>Of the lots it may buy, those that can only close a short leg; zero where positions net.</summary>
    internal long ClosingBuyLots;

    /// <summary>Of the lots it may sell, those that can only close a long leg; zero where positions net.</summary>
    internal long ClosingSellLots;

    /// <summary>What it had made in the instrument when its position was flat last, money.</summary>
    internal Money NetWhenFlat;

    /// <summary>Whether its open orders may open a position, and that counts.</summary>
    internal bool MayOpen;

    /// <summary>Whether open orders may turn a flat position into one, or one into its opposite.</summary>
    internal readonly bool Opens(long position) => position >= 0
        ? OpenSellLots > position || (position == 0 && OpenBuyLots > 0)
        : OpenBuyLots > -position;

    /// <summary>The largest position that may come of it on either side, in lots.</summary>
    internal readonly long WorstLots(long position) =>
        Math.Max(Math.Abs(checked(position + OpenBuyLots)), Math.Abs(checked(position - OpenSellLots)));

    /// <summary>
    /// The larger of its legs that may come of it, in lots. What closes the account's leg may close more than the
    /// strategy's own share of it holds.
    /// </summary>
    internal readonly long WorstLegLots(QtyLots longLeg, QtyLots shortLeg) => Math.Max(
        Worst(longLeg.Value, OpenBuyLots - ClosingBuyLots, ClosingSellLots),
        Worst(shortLeg.Value, ClosingBuyLots, OpenSellLots - ClosingSellLots));

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

    /// <summary>Adds open lots of a side that may only close a leg; negative takes away.</summary>
    internal void Add(Side side, long lots, bool isClosing)
    {
        if (isClosing)
        {
            AddClosing(side, lots);
        }
        else
        {
            Add(side, lots);
        }
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref OpenBuyLots);
        sink.Visit(ref OpenSellLots);
        sink.Visit(ref NetWhenFlat);
        sink.Visit(ref MayOpen);
    }

    /// <summary>What only an account with legs keeps beside the rest.</summary>
    internal void VisitLegs(StateSink sink)
    {
        sink.Visit(ref ClosingBuyLots);
        sink.Visit(ref ClosingSellLots);
    }

    private static long Worst(long held, long buys, long sells) =>
        Math.Max(Math.Abs(checked(held + buys)), Math.Abs(checked(held - sells)));
}
