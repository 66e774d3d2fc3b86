namespace Replay.Sweeps.Pages;

/// <summary>A point in words, for what shows under the pointer.</summary>
internal static class PointText
{
    /// <summary>Its parameters, and its metric in and out of sample.</summary>
    internal static string Of(SweepPoint point, SweepMetric metric) =>
        $"{string.Join(", ", point.Parameters.Select(pair => $"{pair.Key} {pair.Value}"))}: "
        + $"{SweepMetrics.Title(metric)} {SweepMetrics.Cell(point.InSample, metric).Text} in sample, "
        + $"{SweepMetrics.Cell(point.OutOfSample, metric).Text} out of sample"
        + (point.Error is null ? string.Empty : $" ({point.Error})");
}
