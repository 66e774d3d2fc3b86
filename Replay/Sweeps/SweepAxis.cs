using System.Globalization;
using Replay.Sessions;

namespace Replay.Sweeps;

/// <summary>One parameter of a sweep and the values that it takes, as text.</summary>
/// <param name="Key">The parameter, as a configuration names it.</param>
/// <param name="Values">Its values, at least one, none twice.</param>
public sealed record SweepAxis(string Key, IReadOnlyList<string> Values)
{
    /// <summary>The most values of one axis: a step that is wrong by powers of ten is named, not run.</summary>
    public const int ValueCountMax = 10_000;

    private const string Form = "write k=FROM..TO:STEP, such as baseSpreadBps=2..8:1, or a list, k=2,4,8";

    /// <summary>
    /// Reads <c>k=a..b:step</c> (both ends included; numbers, or durations such as 1m..5m:30s) or <c>k=a,b,c</c>.
    /// </summary>
    /// <exception cref="RunConfigurationException">It is neither: says what to write.</exception>
    public static SweepAxis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=');
        if (equals <= 0 || equals == text.Length - 1)
        {
            throw Refused(text, Form);
        }

        var key = text[..equals].Trim();
        var values = text[(equals + 1)..].Trim();
        string[] all = values.Contains("..", StringComparison.Ordinal)
            ? Steps(text, values)
            : [.. values.Split(',', StringSplitOptions.TrimEntries)];
        if (all.Any(value => value.Length == 0))
        {
            throw Refused(text, "a value is empty; " + Form);
        }

        return all.Distinct().Count() == all.Length
            ? new SweepAxis(key, all)
            : throw Refused(text, "a value stands there twice");
    }

    /// <summary>The axis as <see cref="Parse" /> reads it.</summary>
    public override string ToString() => $"{Key}={string.Join(',', Values)}";

    private static string[] Steps(string text, string values)
    {
        var dots = values.IndexOf("..", StringComparison.Ordinal);
        var colon = values.IndexOf(':', dots);
        if (colon < 0)
        {
            throw Refused(text, "the step is missing; " + Form);
        }

        var from = Read(text, values[..dots]);
        var to = Read(text, values[(dots + 2)..colon]);
        var step = Read(text, values[(colon + 1)..]);
        var isMixed = from.IsDuration != to.IsDuration && from.Value != 0 && to.Value != 0;
        if (isMixed || (step.IsDuration != to.IsDuration && to.Value != 0))
        {
            throw Refused(text, "durations and plain numbers are mixed; give both ends and the step a unit");
        }

        if (step.Value <= 0 || to.Value < from.Value)
        {
            throw Refused(text, "the step must be positive and the range must go upwards");
        }

        var count = decimal.Floor((to.Value - from.Value) / step.Value) + 1;
        if (count > ValueCountMax)
        {
            throw Refused(text, $"that is {count:0} values; at most {ValueCountMax} are taken");
        }

        return
        [
            .. Enumerable.Range(0, (int)count).Select(i => Format(from.Value + (i * step.Value), step.IsDuration)),
        ];
    }

    private static (decimal Value, bool IsDuration) Read(string text, string number)
    {
        var trimmed = number.Trim();
        if (decimal.TryParse(
            trimmed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var value))
        {
            return (value, false);
        }

        return ParameterText.TryParseDuration(trimmed, out var nanoseconds)
            ? (nanoseconds, true)
            : throw Refused(text, $"'{trimmed}' is neither a number nor a duration; {Form}");
    }

    private static string Format(decimal value, bool isDuration) => isDuration
        ? ParameterText.Format(Engine.Model.Events.ParameterType.DurationNs, (long)value)
        : (value / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static RunConfigurationException Refused(string text, string why) => new($"--grid {text}: {why}");
}
