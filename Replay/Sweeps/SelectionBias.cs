namespace Replay.Sweeps;

/// <summary>How much of a sweep's best Sharpe ratio is the choosing itself. Keys of the JSON document.</summary>
/// <remarks>
/// Bailey and López de Prado, "The Deflated Sharpe Ratio: Correcting for Selection Bias, Backtest Overfitting and
/// Non-Normality", Journal of Portfolio Management 40(5), 2014. Of N independent trials without skill, whose Sharpe
/// ratios have the variance V, the best is expected at √V × ((1 − γ) Φ⁻¹(1 − 1 ÷ N) + γ Φ⁻¹(1 − 1 ÷ (N e))), γ being
/// the Euler–Mascheroni constant. The deflated Sharpe ratio is the probability that the true ratio of the best is above
/// that: Φ((SR − SR₀) √(T − 1) ÷ √(1 − γ₃ SR + (γ₄ − 1) ÷ 4 × SR²)), ratios of one return, not annualised. Returns are
/// taken as normal here (γ₃ = 0, γ₄ = 3), and trials as independent: neighbours of a grid are not, so the true number of
/// trials is smaller and the bound is on the strict side.
/// </remarks>
public sealed record SelectionBias
{
    private const double EulerMascheroni = 0.5772156649015329;
    private const double E = 2.718281828459045;
    private const double SecondsPerYear = Statistics.StatisticsOptions.HoursPerYear * 3_600;

    /// <summary>The trials that have a Sharpe ratio.</summary>
    public required int Trials { get; init; }

    /// <summary>The highest annualised Sharpe ratio in sample among them.</summary>
    public required double BestSharpe { get; init; }

    /// <summary>What the best of as many trials without any skill would be expected to show, annualised.</summary>
    public required double ExpectedSharpeWithoutSkill { get; init; }

    /// <summary>The probability that the best one's true ratio is above that, 0 … 1; null with fewer than two returns.</summary>
    public required double? DeflatedSharpe { get; init; }

    /// <summary>Judges trials by their figures in sample; null where fewer than two have a Sharpe ratio.</summary>
    internal static SelectionBias? Of(IReadOnlyList<SweepFigures> trials)
    {
        var known = trials.Where(trial => trial.Sharpe is not null && trial.SamplingSeconds > 0).ToList();
        if (known.Count < 2)
        {
            return null;
        }

        var perYear = SecondsPerYear / known[0].SamplingSeconds;
        var ratios = known.ConvertAll(trial => trial.Sharpe!.Value / Math.Sqrt(perYear));
        var mean = ratios.Average();
        var variance = ratios.Sum(ratio => (ratio - mean) * (ratio - mean)) / (ratios.Count - 1);
        var expected = ExpectedMaximum(ratios.Count, variance);
        var best = known.MaxBy(trial => trial.Sharpe)!;
        return new SelectionBias
        {
            Trials = known.Count,
            BestSharpe = best.Sharpe!.Value,
            ExpectedSharpeWithoutSkill = expected * Math.Sqrt(perYear),
            DeflatedSharpe = Deflated(best.Sharpe.Value / Math.Sqrt(perYear), expected, best.ReturnSamples),
        };
    }

    /// <summary>The highest ratio to expect of so many trials without skill.</summary>
    internal static double ExpectedMaximum(int trials, double variance) => Math.Sqrt(variance)
        * (((1 - EulerMascheroni) * NormalDistribution.Inverse(1 - (1.0 / trials)))
            + (EulerMascheroni * NormalDistribution.Inverse(1 - (1.0 / (trials * E)))));

    /// <summary>The probability that a ratio seen over so many normal returns is truly above another.</summary>
    internal static double? Deflated(double ratio, double expected, long returns) => returns < 2
        ? null
        : NormalDistribution.Cumulative(
            (ratio - expected) * Math.Sqrt(returns - 1) / Math.Sqrt(1 + (ratio * ratio / 2)));
}
