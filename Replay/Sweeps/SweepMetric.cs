namespace Replay.Sweeps;

/// <summary>What points are ranked by, always in sample.</summary>
public enum SweepMetric
{
    /// <summary>The annualised Sharpe ratio.</summary>
    Sharpe,

    /// <summary>The annualised Sortino ratio.</summary>
    Sortino,

    /// <summary>Annual growth by maximum drawdown.</summary>
    Calmar,

    /// <summary>Net profit in quote currency.</summary>
    NetPnl,

    /// <summary>Net profit in percent of capital.</summary>
    ReturnPct,

    /// <summary>What winners made for each unit that losers lost.</summary>
    ProfitFactor,

    /// <summary>The share of trades that made money.</summary>
    WinRate,

    /// <summary>The deepest fall of equity, in percent; the smaller the better.</summary>
    MaxDrawdownPct,
}
