namespace Benchmarks.Ring;

/// <summary>A paced load.</summary>
/// <param name="PerSecond">Events per second.</param>
/// <param name="Count">How many events.</param>
internal readonly record struct HopLoad(long PerSecond, int Count)
{
    /// <summary>The first fifth is not recorded.</summary>
    internal int WarmUpCount => Count / 5;
}
