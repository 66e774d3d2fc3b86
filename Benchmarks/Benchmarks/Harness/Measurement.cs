namespace Benchmarks.Harness;

/// <summary>The values of several runs of one candidate, in the order of the runs.</summary>
/// <param name="Values">One value per run.</param>
/// <param name="AllocatedBytesPerOp">Managed bytes per operation, the least of the runs.</param>
public sealed record Measurement(double[] Values, double AllocatedBytesPerOp)
{
    /// <summary>Returns the measurement as an entry.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="method">How it was measured.</param>
    /// <param name="options">Marks the figures of quick runs.</param>
    /// <returns>The entry.</returns>
    public BenchmarkEntry ToEntry(string name, string unit, string method, BenchmarkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var sorted = Values.Order().ToArray();
        var marked = options.Quick ? "QUICK, no figure to quote: " + method : method;
        return new BenchmarkEntry(
            name,
            unit,
            Median(sorted),
            sorted[0],
            sorted[^1],
            sorted.Length,
            AllocatedBytesPerOp,
            HardwareLine.Text,
            marked);
    }

    /// <summary>
    /// Divides run by run: the pairs ran one right after the other, so that slow spells of the machine cancel.
    /// </summary>
    /// <param name="other">The measurement to divide by.</param>
    /// <returns>The ratios.</returns>
    public Measurement DividedBy(Measurement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Measurement([.. Values.Zip(other.Values, (mine, theirs) => mine / theirs)], 0);
    }

    /// <summary>Subtracts run by run, likewise.</summary>
    /// <param name="other">The measurement to subtract.</param>
    /// <returns>The differences.</returns>
    public Measurement Less(Measurement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Measurement([.. Values.Zip(other.Values, (mine, theirs) => mine - theirs)], 0);
    }

    /// <summary>Takes the larger of each pair of runs: what one reaches who may choose between two ways.</summary>
    /// <param name="other">The other way, measured in the same rounds.</param>
    /// <returns>The better value of each round.</returns>
    public Measurement BetterOf(Measurement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Measurement([.. Values.Zip(other.Values, Math.Max)], AllocatedBytesPerOp);
    }

    private static double Median(double[] sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
