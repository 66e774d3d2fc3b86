namespace Engine.Core.Risk;

/// <summary>
/// The tightest limits of the account, a strategy and an instrument, in the units that the checks compare. A cell of
/// the limit table; what is off is the greatest number.
/// </summary>
internal struct OrderLimits
{
    /// <summary>The largest order, money.</summary>
    internal long OrderNotional;

    /// <summary>The largest order, lots.</summary>
    internal long OrderLots;

    /// <summary>The largest position of the account in the instrument, money.</summary>
    internal long PositionNotional;

    /// <summary>The largest position of the account in the instrument, lots.</summary>
    internal long PositionLots;

    /// <summary>The largest position of the strategy in the instrument, money.</summary>
    internal long StrategyNotional;

    /// <summary>The largest position of the strategy in the instrument, lots.</summary>
    internal long StrategyLots;

    /// <summary>The largest position of the account as a fraction of the equity.</summary>
    internal double CapitalShare;

    /// <summary>The largest position of the strategy as a fraction of the equity.</summary>
    internal double StrategyShare;

    /// <summary>How far a price may lie from the market, in hundredths of a basis point.</summary>
    internal long CollarCentiBps;

    /// <summary>How far a price may lie from the mark, in hundredths of a basis point.</summary>
    internal long MarkCollarCentiBps;

    /// <summary>The most open orders of the strategy.</summary>
    internal long StrategyOpenOrders;

    /// <summary>The most open orders of the instrument.</summary>
    internal long InstrumentOpenOrders;

    /// <summary>The most to be lost at the stop, as a fraction of the equity.</summary>
    internal double RiskPerTrade;

    /// <summary>
    /// Where the stop of an order lies that names none, as a fraction of its price; zero for unknown.
    /// </summary>
    internal double StopDistance;

    /// <summary>The loss beyond which a position is not added to, as a fraction of the equity.</summary>
    internal double PositionLoss;

    /// <summary>Whether anything of the strategy's own is limited.</summary>
    internal bool HasStrategyLimit;

    /// <summary>Whether instrument and strategy may add risk.</summary>
    internal bool IsAllowed;
}
