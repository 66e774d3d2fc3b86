namespace Replay.Sweeps.Pages;

/// <summary>More than two parameters: an axis for each and two for the metric, a line for each point.</summary>
internal static class ParallelChart
{
    private const double Width = 1_100;
    private const double Height = 400;
    private const double Top = 40;
    private const double Bottom = 370;
    private const double Side = 60;
    private const int LinesMax = 500;
    private const int LabelsMax = 10;

    internal static string Of(SweepResult result)
    {
        var axes = result.Grid!.Axes;
        var gap = (Width - (2 * Side)) / (axes.Count + 1);
        var points = result.Points.Where(point => point.Error is null).Take(LinesMax).ToList();
        var metric = new ChartScale(
            points.SelectMany(point => new[] { point.InSample, point.OutOfSample })
                .Select(figures => SweepMetrics.Of(figures, result.Metric)).OfType<double>(),
            Bottom, Top);
        var svg = new Svg(Width, Height, "Each point as a line over its parameters and its metric");
        for (var i = points.Count - 1; i >= 0; i--)
        {
            // The best is drawn last, over all others; the rest fade with their rank.
            var style = i == 0 ? "path-best" : "path";
            var opacity = i == 0 ? 1 : 0.5 - (0.42 * i / points.Count);
            svg.Path(Places(points[i]), style, opacity, PointText.Of(points[i], result.Metric));
        }

        for (var i = 0; i < axes.Count; i++)
        {
            svg.Line(Side + (i * gap), Top, Side + (i * gap), Bottom, "grid").Words(Side + (i * gap), 20, axes[i].Key);
            var every = Math.Max(1, axes[i].Values.Count / LabelsMax);
            for (var place = 0; place < axes[i].Values.Count; place += every)
            {
                svg.Words(Side + (i * gap) - 5, Y(i, place) + 4, axes[i].Values[place], "end");
            }
        }

        foreach (var (offset, name) in new[] { (0, "in sample"), (1, "out of sample") })
        {
            var x = Side + ((axes.Count + offset) * gap);
            svg.Line(x, Top, x, Bottom, "base").Words(x, 20, $"{SweepMetrics.Title(result.Metric)} {name}");
            foreach (var step in metric.Steps())
            {
                svg.Words(x + 5, metric.At(step) + 4, ChartScale.Label(step), "start");
            }
        }

        return svg.ToString();

        IEnumerable<(double X, double Y)> Places(SweepPoint point)
        {
            var places = result.Grid.PlacesOf(point.Index);
            for (var i = 0; i < axes.Count; i++)
            {
                yield return (Side + (i * gap), Y(i, places[i]));
            }

            if (SweepMetrics.Of(point.InSample, result.Metric) is { } inSample)
            {
                yield return (Side + (axes.Count * gap), metric.At(inSample));
            }

            if (SweepMetrics.Of(point.OutOfSample, result.Metric) is { } outOfSample)
            {
                yield return (Side + ((axes.Count + 1) * gap), metric.At(outOfSample));
            }
        }

        double Y(int axis, int place) => axes[axis].Values.Count == 1
            ? (Top + Bottom) / 2
            : Bottom - ((Bottom - Top) * place / (axes[axis].Values.Count - 1));
    }
}
