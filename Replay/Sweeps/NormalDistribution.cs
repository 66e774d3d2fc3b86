using Engine.Model.Numbers;

namespace Replay.Sweeps;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    // Beyond this the tail is below 1e-300 and the series is of no use.
    private const double Far = 37;

    // The inverse is looked for between these; a probability beyond is no probability of a sweep.
    private const double InverseBound = 12;
    private const double Tau = 6.283185307179586;

    /// <summary>The probability of a value up to x.</summary>
    /// <remarks>
    /// Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11(4), 2004: a series whose
    /// terms are all of one sign.
    /// </remarks>
    public static double Cumulative(double x)
    {
        if (x < -Far || x > Far)
        {
            return x < 0 ? 0 : 1;
        }

        var (sum, previous, term) = (x, 0.0, x);
        for (var i = 3; Math.Abs(sum - previous) > 0; i += 2)
        {
            previous = sum;
            term *= x * x / i;
            sum += term;
        }

        return Math.Clamp(0.5 + (sum * DeterministicMath.Exp(-x * x / 2) / Math.Sqrt(Tau)), 0, 1);
    }

    /// <summary>The value that has the probability p below it.</summary>
    /// <param name="p">Above 0, below 1.</param>
    public static double Inverse(double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, 1);
        var (low, high) = (-InverseBound, InverseBound);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            (low, high) = Cumulative(middle) < p ? (middle, high) : (low, middle);
        }
    }
}
