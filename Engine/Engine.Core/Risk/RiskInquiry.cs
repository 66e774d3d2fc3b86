using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>An order that is to be judged, with what more than one check looks at: looked up once.</summary>
internal ref struct RiskInquiry
{
    /// <summary>What is asked for.</summary>
    internal ref readonly OrderRequest Request;

    /// <summary>The limits of the strategy in the instrument.</summary>
    internal ref readonly OrderLimits Limits;

    /// <summary>What the account has open in the instrument.</summary>
    internal ref readonly InstrumentExposure Exposure;

    /// <summary>The instrument's market.</summary>
    internal MarketState Market;

    /// <summary>The instrument.</summary>
    internal Instrument Instrument;

    /// <summary>The core's clock.</summary>
    internal TimestampNs Now;

    /// <summary>
    /// What of the order that an amend would replace counts as exposure, in lots, and is judged as not being there;
    /// zero for a new order.
    /// </summary>
    internal long ReplacedLots;

    /// <summary>What shares are taken of: the account's equity, money.</summary>
    internal double Capital;

    /// <summary>Who asks.</summary>
    internal StrategyId Strategy;

    /// <summary>Whether shares of the equity are judged.</summary>
    internal bool IsJudged;

    /// <summary>Whether it reduces the account's position.</summary>
    internal bool Reduces;

    /// <summary>What a share of the capital is, money.</summary>
    internal readonly long ShareOfCapital(double share) => AccountFigures.ShareOf(Capital, share);
}
