using Engine.Model.Numbers;

namespace Adapters.Simulated.Generation;

/// <summary>Sizes of orders: many small ones, few large ones, none without bound.</summary>
internal static class HeavyTail
{
    private const double Bound = 1.02;
    private const double Mean = 3.0104;

    /// <summary>
    /// A positive number with mean 1: u ÷ (1.02 − u), whose tail falls like that of a Pareto law, up to 17.
    /// </summary>
    internal static double Draw(ref SeededRandom random)
    {
        var u = random.NextDouble();
        return u / ((Bound - u) * Mean);
    }
}
