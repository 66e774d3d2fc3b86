namespace Benchmarks.TickToOrder;

/// <summary>What a frame costs, as a line over its levels.</summary>
/// <param name="BaseNs">Without any level, ns.</param>
/// <param name="PerLevelNs">For each level, ns.</param>
internal readonly record struct LevelFit(double BaseNs, double PerLevelNs)
{
    private const int LevelsMax = 200;

    /// <summary>Fits the line through the medians of equally long frames, each weighed by how many there are.</summary>
    internal static LevelFit Of(TickSource ticks, double[] costs)
    {
        var points = Enumerable.Range(0, costs.Length)
            .GroupBy(ticks.EventsOf)
            .Where(group => group.Key <= LevelsMax)
            .Select(group => (
                Levels: (double)group.Key,
                Weight: (double)group.Count(),
                Cost: Median([.. group.Select(i => costs[i])])))
            .ToList();
        var weight = points.Sum(point => point.Weight);
        var meanLevels = points.Sum(point => point.Weight * point.Levels) / weight;
        var meanCost = points.Sum(point => point.Weight * point.Cost) / weight;
        var slope = points.Sum(point => point.Weight * (point.Levels - meanLevels) * (point.Cost - meanCost))
            / points.Sum(point => point.Weight * (point.Levels - meanLevels) * (point.Levels - meanLevels));
        return new LevelFit(meanCost - (slope * meanLevels), slope);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
