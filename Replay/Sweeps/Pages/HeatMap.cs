namespace Replay.Sweeps.Pages;

/// <summary>Two parameters as a grid of cells, the metric as their colour.</summary>
internal static class HeatMap
{
    private const double Width = 560;
    private const double Left = 78;
    private const double Top = 26;
    private const double CellHeightMax = 44;
    private const double MapHeightMax = 420;
    private const int NumbersMax = 12;

    internal static string Of(SweepResult result, bool isInSample)
    {
        var (across, up) = (result.Grid!.Axes[0], result.Grid.Axes[1]);
        var (width, height) = (
            (Width - Left - 6) / across.Values.Count, Math.Min(CellHeightMax, MapHeightMax / up.Values.Count));
        var bottom = Top + (height * up.Values.Count);
        var title = isInSample ? "In sample" : "Out of sample";
        var most = result.Points.Select(point => Math.Abs(ValueOf(point) ?? 0)).DefaultIfEmpty(0).Max();
        var svg = new Svg(Width, bottom + 44, $"{title}, over two parameters").Words(Width - 6, 14, title, "end");
        foreach (var point in result.Points)
        {
            var places = result.Grid.PlacesOf(point.Index);
            var (x, y) = (Left + (places[0] * width), bottom - ((places[1] + 1) * height));
            var value = ValueOf(point);
            var style = value is null ? "none" : value >= 0 ? "up" : "down";
            var opacity = value is null || most == 0 ? 0.5 : 0.06 + (0.8 * Math.Abs(value.Value) / most);
            svg.Box(x + 1, y + 1, width - 2, height - 2, style, opacity, PointText.Of(point, result.Metric));
            if (across.Values.Count <= NumbersMax && height > 14)
            {
                var figures = isInSample ? point.InSample : point.OutOfSample;
                var text = SweepMetrics.Cell(figures, result.Metric).Text;
                svg.Words(x + (width / 2), y + (height / 2) + 4, text, style: "cell");
            }
        }

        Labels(svg, across, i => (Left + ((i + 0.5) * width), bottom + 16), "middle", NumbersMax);
        Labels(svg, up, i => (Left - 6, bottom - ((i + 0.5) * height) + 4), "end", int.MaxValue);
        svg.Words((Left + Width) / 2, bottom + 36, across.Key).Words(2, 14, up.Key, "start");
        if (result.Points is [{ Error: null } best, ..])
        {
            // The same point in both maps: where the choice fell, and what was there afterwards.
            var places = result.Grid.PlacesOf(best.Index);
            svg.Box(
                Left + (places[0] * width) + 1, bottom - ((places[1] + 1) * height) + 1, width - 2, height - 2,
                "chosen", 1, hint: null);
        }

        return svg.ToString();

        double? ValueOf(SweepPoint point) =>
            SweepMetrics.Of(isInSample ? point.InSample : point.OutOfSample, result.Metric);
    }

    private static void Labels(Svg svg, SweepAxis axis, Func<int, (double X, double Y)> at, string anchor, int most)
    {
        var every = (axis.Values.Count + most - 1L) / most;
        for (var i = 0; i < axis.Values.Count; i += (int)Math.Max(1, every))
        {
            var (x, y) = at(i);
            svg.Words(x, y, axis.Values[i], anchor);
        }
    }
}
