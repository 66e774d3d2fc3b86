using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>What is open in one instrument, beside the position: kept by the order manager, read by the gate.</summary>
internal struct InstrumentExposure
{
    /// <summary>Lots that open buy orders may still fill, Unknown ones included.</summary>
    internal long OpenBuyLots;

    /// <summary>Lots that open sell orders may still fill, Unknown ones included.</summary>
    internal long OpenSellLots;

    /// <summary>Orders whose truth is not known.</summary>
    internal int UnknownCount;

    /// <summary>The largest position that may come of it on either side, in lots.</summary>
    internal readonly long WorstLots(QtyLots position) =>
        Math.Max(Math.Abs(checked(position.Value + OpenBuyLots)), Math.Abs(checked(position.Value - OpenSellLots)));

    /// <summary>The open lots of a side.</summary>
    internal readonly long OpenLots(Side side) => side == Side.Bid ? OpenBuyLots : OpenSellLots;

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
}
