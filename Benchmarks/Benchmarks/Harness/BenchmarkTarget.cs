namespace Benchmarks.Harness;

/// <summary>What a figure should reach.</summary>
/// <param name="Name">The entry's name.</param>
/// <param name="Value">The value to reach, in the entry's unit.</param>
/// <param name="IsAtLeast">True: the figure should not lie below; false: not above.</param>
/// <remarks>
/// Ratios, and what must not happen at all (at most 0), hold on any machine and are what <c>--check</c> fails on; other
/// figures are those of two cores of a current server and are only shown.
/// </remarks>
public sealed record BenchmarkTarget(string Name, double Value, bool IsAtLeast)
{
    /// <summary>A figure that should reach a value.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="value">The least value.</param>
    /// <returns>The target.</returns>
    public static BenchmarkTarget AtLeast(string name, double value) => new(name, value, IsAtLeast: true);

    /// <summary>A figure that should stay under a value.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="value">The greatest value.</param>
    /// <returns>The target.</returns>
    public static BenchmarkTarget AtMost(string name, double value) => new(name, value, IsAtLeast: false);

    /// <summary>Whether a figure reaches it.</summary>
    /// <param name="entry">The figure.</param>
    /// <returns>True where its median does.</returns>
    public bool IsMetBy(BenchmarkEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return IsAtLeast ? entry.Median >= Value : entry.Median <= Value;
    }
}
