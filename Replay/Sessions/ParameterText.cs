using System.Globalization;
using System.Text;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Numbers;

namespace Replay.Sessions;

/// <summary>Parameters as people write them: 0.02, 1500.50, 60s, 100ms, yes.</summary>
public static class ParameterText
{
    private static readonly DecimalStep MoneyStep = new(1, 8);
    private static readonly DecimalStep RateStep = new(1, 10);

    /// <summary>Reads a parameter.</summary>
    /// <exception cref="RunConfigurationException">
    /// It is no value of that type, or out of range: names key, value and range.
    /// </exception>
    public static long Parse(string key, ParameterDescriptor descriptor, string text)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(text);
        if (descriptor.Choices is { } choices)
        {
            var place = choices.ToList().FindIndex(word => word == text.Trim());
            return place >= 0
                ? place
                : throw new RunConfigurationException($"{key}: '{text}' is not known; allowed is {Range(descriptor)}");
        }

        if (descriptor.Word is { } word && word == text.Trim())
        {
            return ParameterDescriptor.WordBits;
        }

        if (!TryParse(descriptor.Type, text.Trim(), out var bits))
        {
            throw new RunConfigurationException(
                $"{key}: '{text}' is not {Kind(descriptor.Type)}; allowed is {Range(descriptor)}");
        }

        return descriptor.IsInRange(bits) && !descriptor.IsWord(bits)
            ? bits
            : throw new RunConfigurationException($"{key}: {text} is out of range; allowed is {Range(descriptor)}");
    }

    /// <summary>Writes a value of a parameter, as a word where it stands for one.</summary>
    public static string Format(ParameterDescriptor descriptor, long bits)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (descriptor.IsWord(bits))
        {
            return descriptor.Word!;
        }

        return descriptor.Choices is { } choices ? choices[(int)bits] : Format(descriptor.Type, bits);
    }

    /// <summary>Writes a value of a type.</summary>
    public static string Format(ParameterType type, long bits) => type switch
    {
        ParameterType.Real => BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture),
        ParameterType.Flag => bits != 0 ? "yes" : "no",
        ParameterType.DurationNs => DurationText.Format(bits),
        ParameterType.Money => Trim(DecimalText.Format(bits, MoneyStep)),
        ParameterType.Rate => Trim(DecimalText.Format(bits, RateStep)),
        _ => bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The range of a parameter, for help and errors.</summary>
    public static string Range(ParameterDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (descriptor.Choices is { } choices)
        {
            return $"{string.Join(", ", choices.Take(choices.Count - 1))} or {choices[^1]}";
        }

        if (descriptor.Type == ParameterType.Flag)
        {
            return "yes or no";
        }

        var least = Format(descriptor.Type, descriptor.Minimum);
        var range = descriptor.Maximum == long.MaxValue
            ? $"{least} or more"
            : $"{least} to {Format(descriptor.Type, descriptor.Maximum)}";
        return descriptor.Word is { } word ? $"{range}, or '{word}'" : range;
    }

    private static bool TryParse(ParameterType type, string text, out long bits)
    {
        bits = 0;
        switch (type)
        {
            case ParameterType.Integer:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out bits);
            case ParameterType.Real:
                var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
                    && double.IsFinite(real);
                bits = BitConverter.DoubleToInt64Bits(real);
                return isNumber;
            case ParameterType.Flag:
                bits = text is "yes" or "true" or "1" ? 1 : 0;
                return text is "yes" or "true" or "1" or "no" or "false" or "0";
            case ParameterType.DurationNs:
                return TryParseDuration(text, out bits);
            case ParameterType.Money:
                return TryParseDecimal(text, MoneyStep, out bits);
            case ParameterType.Rate:
                return TryParseDecimal(text, RateStep, out bits);
            default:
                return false;
        }
    }

    /// <summary>Reads a duration with its unit: 250us, 10ms, 60s, 5m, 1h, 1d. A bare 0 needs none.</summary>
    public static bool TryParseDuration(string text, out long nanoseconds)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DurationText.TryParse(text, out nanoseconds);
    }

    private static bool TryParseDecimal(string text, DecimalStep step, out long bits) =>
        DecimalText.TryParseSignedSteps(Encoding.ASCII.GetBytes(text), step, out bits) == NumberStatus.Ok;

    private static string Kind(ParameterType type) => type switch
    {
        ParameterType.Integer => "a whole number",
        ParameterType.Real => "a number",
        ParameterType.Flag => "yes or no",
        ParameterType.DurationNs => "a duration (such as 100ms, 60s, 5m)",
        ParameterType.Money => "an amount with at most 8 decimal places",
        ParameterType.Rate => "a fraction with at most 10 decimal places",
        _ => "a value",
    };

    private static string Trim(string number) => number.TrimEnd('0').TrimEnd('.');
}
