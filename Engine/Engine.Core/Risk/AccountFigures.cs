using Engine.Core.Portfolios;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// What limits and guards go by: the portfolio's equity, peak and day, less what the operator has let pass. One thread.
/// </summary>
internal sealed class AccountFigures
{
    private readonly Portfolio _portfolio;
    private long _forgivenDrawdown;
    private long _forgivenDay;

    internal AccountFigures(Portfolio portfolio) => _portfolio = portfolio;

    /// <summary>Whether shares of the equity can be judged: money was paid in.</summary>
    internal bool IsFunded => _portfolio.IsFunded;

    /// <summary>The account's currency: what settles in another is not in these figures.</summary>
    internal AssetId Currency => _portfolio.Currency;

    /// <summary>Cash and positions at their marks, money.</summary>
    internal long Equity => _portfolio.Account.Equity.Value;

    /// <summary>The highest equity so far, or since the operator had it counted anew; money.</summary>
    internal long Peak => _portfolio.Account.Peak.Value - _forgivenDrawdown;

    /// <summary>The equity at the start of the day, or when the operator had it counted anew; money.</summary>
    internal long DayStart => _portfolio.Account.DayStart.Value - _forgivenDay;

    /// <summary>How far the equity lies under its peak, money.</summary>
    internal long Drawdown => Peak - Equity;

    /// <summary>What the day has lost; negative where it has gained; money.</summary>
    internal long DayLoss => DayStart - Equity;

    /// <summary>The equity has moved: what was forgiven cannot be more than what there is.</summary>
    internal void OnEquity() =>
        _forgivenDrawdown = Math.Min(_forgivenDrawdown, _portfolio.Account.Drawdown.Value);

    /// <summary>A day begins.</summary>
    internal void OnDay() => _forgivenDay = 0;

    /// <summary>Peak and day are counted from the equity of now.</summary>
    internal void Reset()
    {
        _forgivenDrawdown = _portfolio.Account.Drawdown.Value;
        _forgivenDay = -_portfolio.Account.DayPnl.Value;
    }

    /// <summary>The loss that a limit allows: the tighter of a share of an equity and an amount.</summary>
    internal static long Allowed(long equity, double share, long most) =>
        Math.Min(ShareOf(CapitalOf(equity), share), most);

    /// <summary>What shares are taken of: the equity, nothing where it is negative; money.</summary>
    internal static double CapitalOf(long equity) => Math.Max(equity, 0);

    /// <summary>A share of the capital, money; of an infinite share, which no limit is, there is no end.</summary>
    internal static long ShareOf(double capital, double share)
    {
        // Below the bound it is in range and needs none of the care that a cast takes of what is not. An infinite share
        // is not below it, and neither is one of nothing, which is no number.
        var part = capital * share;
        return part < 9e18 ? double.ConvertToIntegerNative<long>(part) : long.MaxValue;
    }

    internal static long Clamp(Int128 value)
    {
        // Real sums fit: one comparison says so.
        var low = (long)value;
        return low == value ? low : value > 0 ? long.MaxValue : long.MinValue;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _forgivenDrawdown);
        sink.Visit(ref _forgivenDay);
    }
}
