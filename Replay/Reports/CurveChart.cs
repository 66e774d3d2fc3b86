using System.Globalization;
using System.Text;

namespace Replay.Reports;

/// <summary>A few lines over a few named places, with axis, values and tooltips: plain SVG, no script.</summary>
internal sealed class CurveChart
{
    private const int Width = 560;
    private const int Height = 230;
    private const int Left = 46;
    private const int Right = 62;
    private const int Top = 14;
    private const int Bottom = 26;

    private static readonly int[] RoundSteps = [1, 2, 5, 10];

    private readonly List<(string Name, string StyleClass, (string Label, double? Value)[] Points)> _lines = [];

    /// <summary>Adds a line; one without any value is left out.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="styleClass">Its colour.</param>
    /// <param name="points">Name and value of each place; the same places for all lines.</param>
    public void Add(string name, string styleClass, IEnumerable<(string Label, double? Value)> points)
    {
        var all = points.ToArray();
        if (all.Any(point => point.Value is not null))
        {
            _lines.Add((name, styleClass, all));
        }
    }

    /// <summary>The markup.</summary>
    /// <param name="label">What it shows, for those who do not see it.</param>
    public string ToSvg(string label)
    {
        if (_lines.Count == 0)
        {
            return "<p class=\"note\">No fill could be measured.</p>";
        }

        var values = _lines.SelectMany(line => line.Points).Select(point => point.Value).OfType<double>().Append(0);
        var (low, high, step) = Scale(values.Min(), values.Max());
        double Y(double value) => Top + ((high - value) / (high - low) * (Height - Top - Bottom));

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"curve\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{label}\">");
        for (var tick = 0; low + (tick * step) <= high + (step / 2); tick++)
        {
            var value = low + (tick * step);
            var style = Math.Abs(value) < step / 1_000 ? "base" : "grid";
            svg.Append($"<path class=\"{style}\" d=\"M{Left} {N(Y(value))}H{Width - Right}\"></path>");
            svg.Append($"<text x=\"{Left - 8}\" y=\"{N(Y(value) + 4)}\" text-anchor=\"end\">")
                .Append($"{Short(value, step)}</text>");
        }

        svg.Append("<text x=\"2\" y=\"10\">bps</text>");
        WritePlaces(svg);
        foreach (var line in _lines)
        {
            WriteLine(svg, line.Name, line.StyleClass, line.Points, Y);
        }

        return svg.Append("</svg>").ToString();
    }

    private void WritePlaces(StringBuilder svg)
    {
        var places = _lines[0].Points;
        for (var index = 0; index < places.Length; index++)
        {
            svg.Append($"<text x=\"{N(X(index, places.Length))}\" y=\"{Height - 6}\" text-anchor=\"middle\">")
                .Append($"{places[index].Label}</text>");
        }
    }

    private static void WriteLine(
        StringBuilder svg, string name, string styleClass, (string Label, double? Value)[] points,
        Func<double, double> y)
    {
        var path = new StringBuilder();
        var dots = new StringBuilder();
        var end = string.Empty;
        for (var index = 0; index < points.Length; index++)
        {
            if (points[index].Value is not { } value)
            {
                continue;
            }

            var (px, py) = (N(X(index, points.Length)), N(y(value)));
            path.Append($"{(path.Length == 0 ? 'M' : 'L')}{px} {py}");
            dots.Append($"<circle class=\"{styleClass}\" cx=\"{px}\" cy=\"{py}\" r=\"4\"><title>{name}, ")
                .Append($"{points[index].Label}: {Short(value, 0.01)} bps</title></circle>");
            end = $"<text class=\"{styleClass}\" x=\"{N(X(index, points.Length) + 10)}\" y=\"{N(y(value) + 4)}\">{name}"
                + "</text>";
        }

        svg.Append($"<path class=\"line {styleClass}\" d=\"{path}\"></path>").Append(dots).Append(end);
    }

    private static double X(int index, int count) =>
        Left + 28 + ((Width - Left - Right - 56) * (double)index / Math.Max(1, count - 1));

    /// <summary>Round ends and a round step that hold all values.</summary>
    private static (double Low, double High, double Step) Scale(double low, double high)
    {
        var span = Math.Max(high - low, 1e-6);
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / 4)));
        var step = RoundSteps.Select(factor => factor * power).First(size => span / size <= 5);
        return (Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step), (Math.Floor(low / step)) + 1) * step,
            step);
    }

    private static string Short(double value, double step)
    {
        var places = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 4);
        return (Math.Abs(value) < step / 1_000 ? 0 : value)
            .ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
