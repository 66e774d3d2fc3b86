using System.Text;
using Replay.Reports;

namespace Replay.Sweeps.Pages;

/// <summary>Builds one drawing; all text from outside is escaped.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _markup = new();

    internal Svg(double width, double height, string label) => _markup.Append(
        $"<svg viewBox=\"0 0 {ChartScale.Text(width)} {ChartScale.Text(height)}\" role=\"img\" "
        + $"aria-label=\"{HtmlText.Escape(label)}\">");

    internal Svg Line(double x1, double y1, double x2, double y2, string style)
    {
        _markup.Append($"<path class=\"{style}\" d=\"M{T(x1)} {T(y1)}L{T(x2)} {T(y2)}\"/>");
        return this;
    }

    internal Svg Path(IEnumerable<(double X, double Y)> places, string style, double opacity = 1, string? hint = null)
    {
        var data = string.Join('L', places.Select(place => $"{T(place.X)} {T(place.Y)}"));
        if (data.Length > 0)
        {
            _markup.Append($"<path class=\"{style}\" d=\"M{data}\"{Opacity("stroke", opacity)}>{Title(hint)}</path>");
        }

        return this;
    }

    internal Svg Box(double x, double y, double width, double height, string style, double opacity, string? hint)
    {
        _markup.Append(
            $"<rect class=\"{style}\" x=\"{T(x)}\" y=\"{T(y)}\" width=\"{T(width)}\" height=\"{T(height)}\""
            + $"{Opacity("fill", opacity)}>{Title(hint)}</rect>");
        return this;
    }

    internal Svg Dot(double x, double y, double radius, string style, string hint)
    {
        _markup.Append($"<circle class=\"{style}\" cx=\"{T(x)}\" cy=\"{T(y)}\" r=\"{T(radius)}\">{Title(hint)}</circle>");
        return this;
    }

    internal Svg Words(double x, double y, string text, string anchor = "middle", string style = "")
    {
        _markup.Append(
            $"<text x=\"{T(x)}\" y=\"{T(y)}\" text-anchor=\"{anchor}\"{(style.Length == 0 ? "" : $" class=\"{style}\"")}>"
            + $"{HtmlText.Escape(text)}</text>");
        return this;
    }

    /// <summary>A grid with labels under and beside it.</summary>
    internal Svg Grid(ChartScale? across, ChartScale up, double left, double right, double top, double bottom)
    {
        foreach (var step in up.Steps())
        {
            Line(left, up.At(step), right, up.At(step), step == 0 ? "base" : "grid");
            Words(left - 6, up.At(step) + 4, ChartScale.Label(step), "end");
        }

        foreach (var step in across?.Steps() ?? [])
        {
            Line(across!.Value.At(step), top, across.Value.At(step), bottom, step == 0 ? "base" : "grid");
            Words(across.Value.At(step), bottom + 16, ChartScale.Label(step));
        }

        return this;
    }

    public override string ToString() => $"{_markup}</svg>\n";

    private static string T(double place) => ChartScale.Text(place);

    private static string Title(string? hint) =>
        hint is null ? string.Empty : $"<title>{HtmlText.Escape(hint)}</title>";

    private static string Opacity(string what, double opacity) =>
        opacity >= 1 ? string.Empty : FormattableString.Invariant($" {what}-opacity=\"{opacity:0.##}\"");
}
