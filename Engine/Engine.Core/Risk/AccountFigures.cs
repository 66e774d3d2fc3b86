using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// What the limits and guards must know of the account, in one settle asset: kept current by the exposure book.
/// </summary>
/// <remarks>
/// The sums are wide so that absurd prices cannot break them; each instrument adds what is known to fit in 64 bits.
/// </remarks>
internal sealed class AccountFigures
{
    internal AccountFigures(AssetId asset) => Asset = asset;

    /// <summary>The settle asset.</summary>
    internal AssetId Asset { get; }

    /// <summary>The cash, money.</summary>
    internal long Cash;

    /// <summary>What the positions are worth, money.</summary>
    internal Int128 PositionValue;

    /// <summary>What the largest positions that open orders may make are worth, money.</summary>
    internal Int128 WorstValue;

    /// <summary>The margin of those, money.</summary>
    internal Int128 WorstMargin;

    /// <summary>The margin of the perpetual positions, money.</summary>
    internal Int128 UsedMargin;

    /// <summary>Instruments with something that cannot be valued.</summary>
    internal int UnpricedCount;

    /// <summary>Whether a balance was ever told: before that nobody knows what a share of the capital is.</summary>
    internal bool IsFunded;

    /// <summary>The highest equity so far, or since the operator had it counted anew; money.</summary>
    internal long Peak;

    /// <summary>The equity at the start of the day, money.</summary>
    internal long DayStart;

    /// <summary>Cash and positions at their marks, money.</summary>
    internal long Equity => Clamp(Cash + PositionValue);

    /// <summary>How far the equity lies under its peak, money.</summary>
    internal long Drawdown => Clamp((Int128)Peak - Equity);

    /// <summary>What the day has lost; negative where it has gained; money.</summary>
    internal long DayLoss => Clamp((Int128)DayStart - Equity);

    /// <summary>The loss that a limit allows from an equity: the tighter of an amount and a share.</summary>
    internal static long Allowed(long equity, double share, long most)
    {
        var allowed = equity * share;
        return allowed < 9e18 ? Math.Min(most, (long)allowed) : most;
    }

    /// <summary>A share of the equity, money; zero of a negative one.</summary>
    internal static long ShareOf(long equity, double share)
    {
        var part = equity > 0 ? equity * share : 0;
        return part < 9e18 ? (long)part : long.MaxValue;
    }

    internal static long Clamp(Int128 value) =>
        value > long.MaxValue ? long.MaxValue : value < long.MinValue ? long.MinValue : (long)value;

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Cash);
        sink.Visit(ref IsFunded);
        sink.Visit(ref Peak);
        sink.Visit(ref DayStart);
    }
}
