namespace Engine.Host.Commands.Criteria;

/// <summary>The figures of one run that the criteria are about.</summary>
/// <param name="Strategy">The strategy, or <c>all</c>.</param>
/// <param name="Instrument">The instrument, or <c>account</c>.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="WinRate">0 … 1; null where it is not defined.</param>
/// <param name="ProfitFactor">Null where it is not defined.</param>
/// <param name="Sharpe">Null where it is not defined.</param>
/// <param name="MaxDrawdownPct">In percent.</param>
/// <param name="ReturnSamples">Returns that the Sharpe ratio is made of; null where the result does not say.</param>
internal sealed record JudgedRun(
    string Strategy,
    string Instrument,
    long Trades,
    double? WinRate,
    double? ProfitFactor,
    double? Sharpe,
    double MaxDrawdownPct,
    long? ReturnSamples);
