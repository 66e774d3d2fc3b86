namespace Replay.Sweeps.Pages;

/// <summary>One parameter across, the metric up: in sample and out of sample.</summary>
internal static class LineChart
{
    private const double Width = 1_000;
    private const double Height = 320;
    private const double Left = 70;
    private const double Top = 20;
    private const double Bottom = 270;

    internal static string Of(SweepResult result)
    {
        var axis = result.Grid!.Axes[0];
        var points = result.Points.OrderBy(point => point.Index).ToList();
        var values = points.SelectMany(point => new[] { In(point), Out(point) }).OfType<double>().ToList();
        var up = new ChartScale(values, Bottom, Top);
        var slot = (Width - Left - 20) / axis.Values.Count;
        var svg = new Svg(Width, Height, "The metric over the parameter").Grid(null, up, Left, Width - 20, Top, Bottom);
        var every = Math.Max(1, axis.Values.Count / 16);
        for (var i = 0; i < axis.Values.Count; i += every)
        {
            svg.Words(X(i), Bottom + 18, axis.Values[i]);
        }

        svg.Words((Left + Width) / 2, Height - 8, axis.Key);
        foreach (var (style, of) in new (string, Func<SweepPoint, double?>)[] { ("in", In), ("out", Out) })
        {
            var known = points.Where(point => of(point) is not null).ToList();
            svg.Path(known.Select(point => (X(Place(point)), up.At(of(point)!.Value))), style);
            foreach (var point in known)
            {
                svg.Dot(
                    X(Place(point)), up.At(of(point)!.Value), 3.5, style == "in" ? "point" : "mark",
                    PointText.Of(point, result.Metric));
            }
        }

        return svg.Line(Left, 10, Left + 24, 10, "in").Words(Left + 30, 14, "in sample", "start")
            .Line(Left + 110, 10, Left + 134, 10, "out").Words(Left + 140, 14, "out of sample", "start").ToString();

        double? In(SweepPoint point) => SweepMetrics.Of(point.InSample, result.Metric);

        double? Out(SweepPoint point) => SweepMetrics.Of(point.OutOfSample, result.Metric);

        int Place(SweepPoint point) => result.Grid.PlacesOf(point.Index)[0];

        double X(int place) => Left + ((place + 0.5) * slot);
    }
}
