using System.Globalization;
using System.Text;
using Engine.Model.Units;

namespace Replay.Reports;

/// <summary>
/// Plain SVG that shows a series where no script runs, and small ones inside tables. It stretches to its box: lines
/// keep their width by <c>vector-effect</c>, and points are strokes of no length, which stay round.
/// </summary>
internal sealed class StaticChart
{
    private const int Width = 1_000;
    private const int Height = 100;

    private readonly TimestampNs _firstTime;
    private readonly double _span;
    private readonly long _low;
    private readonly double _range;
    private readonly StringBuilder _paths = new();

    /// <summary>Makes a chart whose axes hold these points.</summary>
    public StaticChart(IReadOnlyList<ChartPoint> points)
    {
        if (points.Count > 0)
        {
            _firstTime = points[0].Time;
            _span = points[^1].Time - _firstTime;
            _low = points.Min(point => point.Value);
            _range = (double)points.Max(point => point.Value) - _low;
        }
    }

    /// <summary>Adds a line.</summary>
    public StaticChart Line(IReadOnlyList<ChartPoint> points, string styleClass)
    {
        var path = new StringBuilder();
        foreach (var point in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(X(point)).Append(' ').Append(Y(point));
        }

        return Path(path, styleClass);
    }

    /// <summary>Adds round points.</summary>
    public StaticChart Dots(IEnumerable<ChartPoint> points, string styleClass)
    {
        var path = new StringBuilder();
        foreach (var point in points)
        {
            path.Append('M').Append(X(point)).Append(' ').Append(Y(point)).Append("h0");
        }

        return Path(path, styleClass);
    }

    /// <summary>The markup.</summary>
    /// <param name="styleClass">The class of the picture.</param>
    /// <param name="label">What it shows, for those who do not see it.</param>
    public string ToSvg(string styleClass, string label) =>
        $"<svg class=\"{styleClass}\" viewBox=\"0 -4 {Width} {Height + 8}\" preserveAspectRatio=\"none\" role=\"img\" "
        + $"aria-label=\"{HtmlText.Escape(label)}\">{_paths}</svg>";

    private StaticChart Path(StringBuilder path, string styleClass)
    {
        if (path.Length > 0)
        {
            _paths.Append($"<path class=\"{styleClass}\" vector-effect=\"non-scaling-stroke\" d=\"{path}\"></path>");
        }

        return this;
    }

    private string X(ChartPoint point) => Text(_span > 0 ? (point.Time - _firstTime) / _span * Width : 0);

    private string Y(ChartPoint point) =>
        Text(_range > 0 ? Height - (((double)point.Value - _low) / _range * Height) : Height / 2.0);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
