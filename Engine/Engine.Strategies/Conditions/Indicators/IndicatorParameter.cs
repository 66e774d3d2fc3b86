using Engine.Model.Units;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>A parameter of an indicator.</summary>
/// <param name="Name">As documents write it.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Default">Where the document says nothing; durations in ns.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
/// <param name="Help">What it is, in a few words.</param>
public sealed record IndicatorParameter(
    string Name, IndicatorParameterKind Kind, double Default, double Minimum, double Maximum, string Help)
{
    private const double Day = 86_400;

    internal static IndicatorParameter Period(int value) =>
        new("period", IndicatorParameterKind.Integer, value, 1, Day, "samples");

    internal static IndicatorParameter Count(string name, int value, int maximum, string help) =>
        new(name, IndicatorParameterKind.Integer, value, 1, maximum, help);

    internal static IndicatorParameter Number(string name, double value, double minimum, double maximum, string help) =>
        new(name, IndicatorParameterKind.Real, value, minimum, maximum, help);

    internal static IndicatorParameter Span(string name, double seconds, string help, double leastSeconds = 1) =>
        new(name, IndicatorParameterKind.Duration, Ns(seconds), Ns(leastSeconds), Ns(Day), help);

    private static double Ns(double seconds) => seconds * TimestampNs.PerSecond;
}
