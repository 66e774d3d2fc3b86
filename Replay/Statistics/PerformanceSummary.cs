using System.Text.Json.Serialization;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>
/// The figures of one run, or of the account: one element of <c>runs[]</c> in the command line's JSON. Money is exact,
/// in quote currency; what is undefined is null.
/// </summary>
public sealed record PerformanceSummary
{
    private const double NsPerSecond = TimestampNs.PerSecond;

    /// <summary>The strategy's name.</summary>
    [JsonPropertyName("strategy")]
    public required string Strategy { get; init; }

    /// <summary>The instrument, <c>venue:symbol</c>.</summary>
    [JsonPropertyName("instrument")]
    public required string Instrument { get; init; }

    /// <summary>Final equity less capital: gross profit less fees plus funding, open profit included.</summary>
    [JsonPropertyName("netPnl")]
    public required decimal NetPnl { get; init; }

    /// <summary>Net profit in percent of capital.</summary>
    [JsonPropertyName("returnPct")]
    public required double ReturnPct { get; init; }

    /// <summary>Positive when paid.</summary>
    [JsonPropertyName("fees")]
    public required decimal Fees { get; init; }

    /// <summary>Positive when received.</summary>
    [JsonPropertyName("funding")]
    public required decimal Funding { get; init; }

    /// <summary>Closed trades, from flat to flat or to the flip.</summary>
    [JsonPropertyName("trades")]
    public required long Trades { get; init; }

    /// <summary>Share of the trades that made money after costs, 0 … 1.</summary>
    [JsonPropertyName("winRate")]
    public required double? WinRate { get; init; }

    /// <summary>Won for each unit lost, after costs; null where nothing was lost.</summary>
    [JsonPropertyName("profitFactor")]
    public required double? ProfitFactor { get; init; }

    /// <summary>
    /// Annualised Sharpe ratio, risk-free rate zero; null for too few returns, and where it would contradict the
    /// profit.
    /// </summary>
    [JsonPropertyName("sharpe")]
    public required double? Sharpe { get; init; }

    /// <summary>Annualised Sortino ratio, target zero; null as the Sharpe ratio is.</summary>
    [JsonPropertyName("sortino")]
    public required double? Sortino { get; init; }

    /// <summary>Compound annual growth for each unit of maximum drawdown; null below one day.</summary>
    [JsonPropertyName("calmar")]
    public required double? Calmar { get; init; }

    /// <summary>The deepest fall from a peak of equity, in percent of the peak; not negative.</summary>
    [JsonPropertyName("maxDrawdownPct")]
    public required double MaxDrawdownPct { get; init; }

    /// <summary>The run's last digest, 16 lower-case hexadecimal digits.</summary>
    [JsonPropertyName("digest")]
    public required string Digest { get; init; }

    /// <summary>Profit before fees and funding, open profit included.</summary>
    [JsonPropertyName("grossPnl")]
    public required decimal GrossPnl { get; init; }

    /// <summary>The part of gross profit that fills realised.</summary>
    [JsonPropertyName("realizedPnl")]
    public required decimal RealizedPnl { get; init; }

    /// <summary>The part of gross profit that is still open at the end.</summary>
    [JsonPropertyName("unrealizedPnl")]
    public required decimal UnrealizedPnl { get; init; }

    /// <summary>Compound annual growth in percent; null below one day.</summary>
    [JsonPropertyName("cagrPct")]
    public required double? CagrPct { get; init; }

    /// <summary>Annualised standard deviation of returns, in percent.</summary>
    [JsonPropertyName("volatilityPct")]
    public required double? VolatilityPct { get; init; }

    /// <summary>The amount of the deepest fall.</summary>
    [JsonPropertyName("maxDrawdown")]
    public required decimal MaxDrawdown { get; init; }

    /// <summary>From the peak of the deepest fall to its recovery or the end, in seconds.</summary>
    [JsonPropertyName("maxDrawdownSeconds")]
    public required double MaxDrawdownSeconds { get; init; }

    /// <summary>The longest time from a peak to its recovery or the end, in seconds.</summary>
    [JsonPropertyName("longestDrawdownSeconds")]
    public required double LongestDrawdownSeconds { get; init; }

    /// <summary>What a trade made on average, after costs.</summary>
    [JsonPropertyName("expectancy")]
    public required decimal? Expectancy { get; init; }

    /// <summary>What a winner made on average.</summary>
    [JsonPropertyName("averageWin")]
    public required decimal? AverageWin { get; init; }

    /// <summary>What a loser made on average; negative.</summary>
    [JsonPropertyName("averageLoss")]
    public required decimal? AverageLoss { get; init; }

    /// <summary>The best trade.</summary>
    [JsonPropertyName("bestTrade")]
    public required decimal? BestTrade { get; init; }

    /// <summary>The worst trade.</summary>
    [JsonPropertyName("worstTrade")]
    public required decimal? WorstTrade { get; init; }

    /// <summary>How long a trade was open on average, in seconds.</summary>
    [JsonPropertyName("averageTradeSeconds")]
    public required double? AverageTradeSeconds { get; init; }

    /// <summary>The share of the time with a position, in percent.</summary>
    [JsonPropertyName("exposurePct")]
    public required double? ExposurePct { get; init; }

    /// <summary>The value of all fills.</summary>
    [JsonPropertyName("turnover")]
    public required decimal Turnover { get; init; }

    /// <summary>The maker's share of the turnover, 0 … 1.</summary>
    [JsonPropertyName("makerShare")]
    public required double? MakerShare { get; init; }

    /// <summary>Fills.</summary>
    [JsonPropertyName("fills")]
    public required long Fills { get; init; }

    /// <summary>What the percentages are of.</summary>
    [JsonPropertyName("capital")]
    public required decimal Capital { get; init; }

    /// <summary>The time observed, in seconds.</summary>
    [JsonPropertyName("seconds")]
    public required double Seconds { get; init; }

    /// <summary>Returns that Sharpe, Sortino and volatility are made of.</summary>
    [JsonPropertyName("returnSamples")]
    public required long ReturnSamples { get; init; }

    /// <summary>The standard error of the Sharpe ratio: how far chance alone moves it.</summary>
    [JsonPropertyName("sharpeError")]
    public required double? SharpeError { get; init; }

    /// <summary>The length of one such return, in seconds.</summary>
    [JsonPropertyName("samplingSeconds")]
    public required double SamplingSeconds { get; init; }

    /// <summary>How orders were carried out; null where nobody watched them.</summary>
    [JsonPropertyName("execution")]
    public ExecutionSummary? Execution { get; init; }

    internal static PerformanceSummary Of(
        PerformanceTracker tracker, Money equity, string strategy, string instrument, ulong digest)
    {
        var (costs, trades, options) = (tracker.Costs, tracker.Trades, tracker.Options);
        var net = equity - options.Capital;
        var gross = net + costs.Fees - costs.Funding;
        var totalReturn = (double)net.Value / options.Capital.Value;
        var growth = RiskRatios.AnnualGrowth(totalReturn, tracker.Exposure.ObservedNs);
        var periods = options.PeriodsPerYear;
        var returns = tracker.Returns.ToFigures();
        var isTold = !tracker.Returns.IsRuined && returns.Count >= options.ReturnSamplesMin;
        var sharpe = isTold ? RiskRatios.Agreeing(RiskRatios.Sharpe(returns, periods), totalReturn) : null;
        return new PerformanceSummary
        {
            Strategy = strategy,
            Instrument = instrument,
            NetPnl = Amount(net),
            ReturnPct = totalReturn * 100,
            Fees = Amount(costs.Fees),
            Funding = Amount(costs.Funding),
            Trades = trades.Count,
            WinRate = trades.WinRate,
            ProfitFactor = trades.ProfitFactor,
            Sharpe = sharpe,
            Sortino = isTold ? RiskRatios.Agreeing(RiskRatios.Sortino(returns, periods), totalReturn) : null,
            Calmar = RiskRatios.Calmar(growth, tracker.Drawdown.Deepest),
            MaxDrawdownPct = tracker.Drawdown.Deepest * 100,
            Digest = digest.ToString("x16"),
            GrossPnl = Amount(gross),
            RealizedPnl = Amount(costs.Realized),
            UnrealizedPnl = Amount(gross - costs.Realized),
            CagrPct = growth * 100,
            VolatilityPct = isTold ? RiskRatios.Volatility(returns, periods) * 100 : null,
            MaxDrawdown = Amount(tracker.Drawdown.DeepestAmount),
            MaxDrawdownSeconds = tracker.Drawdown.DeepestLengthNs / NsPerSecond,
            LongestDrawdownSeconds = tracker.Drawdown.LongestLengthNs / NsPerSecond,
            Expectancy = Amount(trades.Expectancy),
            AverageWin = Amount(trades.AverageWin),
            AverageLoss = Amount(trades.AverageLoss),
            BestTrade = Amount(trades.Best),
            WorstTrade = Amount(trades.Worst),
            AverageTradeSeconds = trades.AverageHeldNs / NsPerSecond,
            ExposurePct = tracker.Exposure.Share * 100,
            Turnover = costs.Turnover,
            MakerShare = costs.MakerShare,
            Fills = costs.Fills,
            Capital = Amount(options.Capital),
            Seconds = tracker.Exposure.ObservedNs / NsPerSecond,
            ReturnSamples = returns.Count,
            SharpeError = RiskRatios.SharpeError(returns, sharpe, periods),
            SamplingSeconds = options.SamplingNs / NsPerSecond,
        };
    }

    private static decimal Amount(Money money) => (decimal)money.Value / Money.Scale;

    private static decimal? Amount(Money? money) => money is { } known ? Amount(known) : null;
}
