using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>
/// The newest sample's distance from the mean of the last n samples (itself included), in their standard deviations.
/// </summary>
/// <remarks>(x − mean) ÷ σ with the population's σ; 0 where the window is flat. Ready after n samples.</remarks>
public sealed class ZScore : IIndicator
{
    private readonly RollingStatistics _statistics;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in samples, positive.</param>
    public ZScore(int period) => _statistics = new RollingStatistics(period);

    /// <inheritdoc />
    public bool IsReady => _statistics.IsReady;

    /// <inheritdoc />
    public double Value => _statistics.ZScore;

    /// <inheritdoc />
    public void Update(double sample) => _statistics.Update(sample);

    /// <inheritdoc />
    public void VisitState(StateSink sink) => _statistics.VisitState(sink);
}
