using System.Globalization;
using Replay.Statistics;

namespace Replay.Sweeps.Pages;

/// <summary>From values to places on a chart, with round steps between them.</summary>
internal readonly struct ChartScale
{
    private const int StepsWanted = 5;

    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    /// <param name="values">What must fit.</param>
    /// <param name="from">The place of the least value.</param>
    /// <param name="to">The place of the greatest.</param>
    internal ChartScale(IEnumerable<double> values, double from, double to)
    {
        (_low, _high) = (double.MaxValue, double.MinValue);
        foreach (var value in values)
        {
            (_low, _high) = (Math.Min(_low, value), Math.Max(_high, value));
        }

        if (_low > _high)
        {
            (_low, _high) = (0, 1);
        }

        var margin = _high > _low ? (_high - _low) * 0.06 : Math.Max(Math.Abs(_high) * 0.1, 0.5);
        (_low, _high, _from, _to) = (_low - margin, _high + margin, from, to);
    }

    /// <summary>Whether a value lies in it.</summary>
    internal bool Holds(double value) => value >= _low && value <= _high;

    /// <summary>The place of a value.</summary>
    internal double At(double value) => _from + ((value - _low) / (_high - _low) * (_to - _from));

    /// <summary>Round values within it.</summary>
    internal IEnumerable<double> Steps()
    {
        var rough = (_high - _low) / StepsWanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
        for (var i = (long)Math.Ceiling(_low / step); i * step <= _high; i++)
        {
            yield return i * step;
        }
    }

    /// <summary>A place as SVG has it.</summary>
    internal static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A value as its label.</summary>
    internal static string Label(double value) =>
        Math.Abs(value) >= 1_000 ? NumberText.Fixed(value, 0) : value.ToString("0.####", CultureInfo.InvariantCulture);
}
