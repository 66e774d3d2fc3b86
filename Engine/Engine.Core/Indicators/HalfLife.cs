using Engine.Model.Numbers;
using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>How many samples a spread takes to lose half of its distance from its mean.</summary>
/// <remarks>
/// The spread is taken for an autoregression of order one, the sampled Ornstein–Uhlenbeck process (Uhlenbeck and
/// Ornstein, Physical Review 36, 1930): Δs = a + b·s₋₁ + ε, with b by least squares over the last n changes; then half
/// of a distance is left after −ln 2 ÷ ln(1 + b) samples. +∞ where b ≥ 0 (it does not revert), 0 where b ≤ −1 (it is
/// back within a sample), not a number where the spread did not move. The estimate of b leans towards reversion by
/// about 4 ÷ n in short windows (Kendall, Biometrika 41, 1954): even a walk without any shows some n ÷ 6 samples, so a
/// limit near or above that refuses nothing. Ready after n + 1 samples.
/// </remarks>
public sealed class HalfLife : IIndicator
{
    private const double Ln2 = 0.69314718055994531;

    private readonly RollingRegression _changes;
    private double _last;
    private bool _hasLast;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in changes, at least 2.</param>
    public HalfLife(int period) => _changes = new RollingRegression(period);

    /// <inheritdoc />
    public bool IsReady => _changes.IsReady;

    /// <inheritdoc />
    public double Value => OfSlope(_changes.Slope);

    /// <inheritdoc />
    public void Update(double sample)
    {
        if (_hasLast)
        {
            _changes.Update(_last, sample - _last);
        }

        _last = sample;
        _hasLast = true;
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _changes.VisitState(sink);
        sink.Visit(ref _last);
        sink.Visit(ref _hasLast);
    }

    /// <summary>The half-life where changes follow levels with a slope.</summary>
    internal static double OfSlope(double slope) => slope switch
    {
        double.NaN => double.NaN,
        >= 0 => double.PositiveInfinity,
        <= -1 => 0,
        _ => -Ln2 / DeterministicMath.Log(1 + slope),
    };
}
