using Replay.Backtests;

namespace Replay.Sweeps;

/// <summary>The figures of one run of a sweep, or of several runs put together. Keys of the JSON document.</summary>
public sealed record SweepFigures
{
    /// <summary>Net profit in quote currency, open profit included; of several runs the sum.</summary>
    public required decimal NetPnl { get; init; }

    /// <summary>Net profit in percent of capital; of several runs the sum, each with the whole capital.</summary>
    public required double ReturnPct { get; init; }

    /// <summary>Annualised Sharpe ratio; of several runs the mean of those that have one.</summary>
    public required double? Sharpe { get; init; }

    /// <summary>Annualised Sortino ratio; of several runs the mean.</summary>
    public required double? Sortino { get; init; }

    /// <summary>Annual growth by maximum drawdown; of several runs the mean.</summary>
    public required double? Calmar { get; init; }

    /// <summary>The deepest fall of equity, in percent; of several runs the deepest.</summary>
    public required double MaxDrawdownPct { get; init; }

    /// <summary>Closed trades.</summary>
    public required long Trades { get; init; }

    /// <summary>Share of the trades that made money; of several runs by trades.</summary>
    public required double? WinRate { get; init; }

    /// <summary>Won for each unit lost; of several runs the mean.</summary>
    public required double? ProfitFactor { get; init; }

    /// <summary>Fees, positive when paid.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Funding, positive when received.</summary>
    public required decimal Funding { get; init; }

    /// <summary>Orders that went to the venue.</summary>
    public required long Orders { get; init; }

    /// <summary>Fills.</summary>
    public required long Fills { get; init; }

    /// <summary>The returns that Sharpe and Sortino are made of.</summary>
    public required long ReturnSamples { get; init; }

    /// <summary>The length of one of them, in seconds.</summary>
    public required double SamplingSeconds { get; init; }

    /// <summary>The run's last digest; empty for several runs together.</summary>
    public required string Digest { get; init; }

    /// <summary>What a strategy that threw an exception said; null where none did.</summary>
    public string? Fault { get; init; }

    /// <summary>The figures of a run: those of the whole account.</summary>
    internal static SweepFigures Of(BacktestResult result)
    {
        var account = result.Model.Account.Summary;
        return new SweepFigures
        {
            NetPnl = account.NetPnl,
            ReturnPct = account.ReturnPct,
            Sharpe = account.Sharpe,
            Sortino = account.Sortino,
            Calmar = account.Calmar,
            MaxDrawdownPct = account.MaxDrawdownPct,
            Trades = account.Trades,
            WinRate = account.WinRate,
            ProfitFactor = account.ProfitFactor,
            Fees = account.Fees,
            Funding = account.Funding,
            Orders = result.Orders,
            Fills = result.Fills,
            ReturnSamples = account.ReturnSamples,
            SamplingSeconds = account.SamplingSeconds,
            Digest = result.Digest,
            Fault = result.StrategyFault,
        };
    }

    /// <summary>Several runs as one; null of none.</summary>
    internal static SweepFigures? Combine(IReadOnlyList<SweepFigures> runs) => runs.Count switch
    {
        0 => null,
        1 => runs[0],
        _ => new SweepFigures
        {
            NetPnl = runs.Sum(run => run.NetPnl),
            ReturnPct = runs.Sum(run => run.ReturnPct),
            Sharpe = runs.Average(run => run.Sharpe),
            Sortino = runs.Average(run => run.Sortino),
            Calmar = runs.Average(run => run.Calmar),
            MaxDrawdownPct = runs.Max(run => run.MaxDrawdownPct),
            Trades = runs.Sum(run => run.Trades),
            WinRate = WinRateOf(runs),
            ProfitFactor = runs.Average(run => run.ProfitFactor),
            Fees = runs.Sum(run => run.Fees),
            Funding = runs.Sum(run => run.Funding),
            Orders = runs.Sum(run => run.Orders),
            Fills = runs.Sum(run => run.Fills),
            ReturnSamples = runs.Sum(run => run.ReturnSamples),
            SamplingSeconds = runs[0].SamplingSeconds,
            Digest = string.Empty,
            Fault = runs.FirstOrDefault(run => run.Fault is not null)?.Fault,
        },
    };

    private static double? WinRateOf(IReadOnlyList<SweepFigures> runs)
    {
        var trades = runs.Sum(run => run.Trades);
        return trades == 0 ? null : runs.Sum(run => (run.WinRate ?? 0) * run.Trades) / trades;
    }
}
