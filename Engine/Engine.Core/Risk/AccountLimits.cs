namespace Engine.Core.Risk;

/// <summary>The limits of the account as a whole, in the units that the checks compare.</summary>
internal struct AccountLimits
{
    /// <summary>The largest exposure, money.</summary>
    internal long Exposure;

    /// <summary>The most open orders.</summary>
    internal long OpenOrders;

    /// <summary>The largest exposure as a multiple of the equity.</summary>
    internal double Leverage;

    /// <summary>The most of the equity that may be margin.</summary>
    internal double MarginUse;

    /// <summary>The most that a day may lose, money.</summary>
    internal long DailyLoss;

    /// <summary>The most that a day may lose, as a fraction of the equity at its start.</summary>
    internal double DailyLossShare;

    /// <summary>How far the equity may fall from its peak, as a fraction of it: the tighter of two.</summary>
    internal double Drawdown;
}
