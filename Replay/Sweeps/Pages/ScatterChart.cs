using Replay.Statistics;

namespace Replay.Sweeps.Pages;

/// <summary>What points made in sample across, what they made out of sample up.</summary>
internal static class ScatterChart
{
    private const double Width = 1_000;
    private const double Height = 420;
    private const double Left = 70;
    private const double Top = 14;
    private const double Bottom = 370;
    private const int DotsMax = 2_000;

    /// <summary>The drawing.</summary>
    internal static string Of(SweepResult result)
    {
        var points = Known(result);
        if (points.Count < 3)
        {
            return string.Empty;
        }

        var across = new ChartScale(points.Select(point => point.In), Left, Width - 20);
        var up = new ChartScale(points.Select(point => point.Out), Bottom, Top);
        var svg = new Svg(Width, Height, "In sample against out of sample")
            .Grid(across, up, Left, Width - 20, Top, Bottom)
            .Words((Left + Width) / 2, Height - 8, $"{SweepMetrics.Title(result.Metric)} in sample")
            .Words(Left + 6, Top + 10, $"{SweepMetrics.Title(result.Metric)} out of sample", "start");
        foreach (var (point, inSample, outOfSample) in points.Skip(1).Take(DotsMax))
        {
            svg.Dot(across.At(inSample), up.At(outOfSample), 4, "point", PointText.Of(point, result.Metric));
        }

        var (best, bestIn, bestOut) = points[0];
        svg.Dot(across.At(bestIn), up.At(bestOut), 6, "mark", PointText.Of(best, result.Metric));
        return svg.ToString();
    }

    /// <summary>One sentence on what the drawing says: does the rank in sample foretell the rank out of sample?</summary>
    internal static string Reading(SweepResult result)
    {
        var points = Known(result);
        if (points.Count < 3)
        {
            return "Fewer than three points have both figures.";
        }

        var correlation = RankCorrelation([.. points.Select(point => point.In)], [.. points.Select(point => point.Out)]);
        var meaning = correlation switch
        {
            >= 0.5 => "what is good in sample tends to stay good",
            >= 0.2 => "the rank in sample says little about the rank after it",
            _ => "the rank in sample says nothing about the rank after it: the choice is noise, or the market changed",
        };
        return $"Rank correlation {NumberText.Ratio(correlation)}: {meaning}. The best in sample is marked.";
    }

    /// <summary>
    /// Spearman's rank correlation ("The Proof and Measurement of Association between Two Things", American Journal of
    /// Psychology 15(1), 1904): Pearson's of the ranks, ties sharing the mean of their ranks; 0 where all are tied.
    /// </summary>
    internal static double RankCorrelation(double[] left, double[] right)
    {
        var (first, second) = (Ranks(left), Ranks(right));
        var mean = (left.Length - 1) / 2.0;
        double together = 0, firstSquares = 0, secondSquares = 0;
        for (var i = 0; i < left.Length; i++)
        {
            together += (first[i] - mean) * (second[i] - mean);
            firstSquares += (first[i] - mean) * (first[i] - mean);
            secondSquares += (second[i] - mean) * (second[i] - mean);
        }

        return firstSquares == 0 || secondSquares == 0 ? 0 : together / Math.Sqrt(firstSquares * secondSquares);
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end - 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }

    private static List<(SweepPoint Point, double In, double Out)> Known(SweepResult result)
    {
        var known = new List<(SweepPoint, double, double)>();
        foreach (var point in result.Points)
        {
            if (point.Error is null && SweepMetrics.Of(point.InSample, result.Metric) is { } inSample
                && SweepMetrics.Of(point.OutOfSample, result.Metric) is { } outOfSample)
            {
                known.Add((point, inSample, outOfSample));
            }
        }

        return known;
    }
}
