using Engine.Model.Events;

namespace Engine.Core.Strategies;

/// <summary>A typed parameter: its name, unit, default, range and help.</summary>
/// <param name="Name">As the command line knows it; at most 24 bytes.</param>
/// <param name="Type">How its bits are read.</param>
/// <param name="Default">The bits of the default.</param>
/// <param name="Minimum">The bits of the least value.</param>
/// <param name="Maximum">The bits of the greatest value.</param>
/// <param name="Unit">The unit, for people.</param>
/// <param name="Help">What it does, in a sentence.</param>
public sealed record ParameterDescriptor(
    string Name, ParameterType Type, long Default, long Minimum, long Maximum, string Unit, string Help)
{
    /// <summary>A number.</summary>
    public static ParameterDescriptor OfReal(
        string name, double value, double minimum, double maximum, string help, string unit = "") => new(
        name, ParameterType.Real, Bits(value), Bits(minimum), Bits(maximum), unit, help);

    /// <summary>A whole number.</summary>
    public static ParameterDescriptor OfInteger(
        string name, long value, long minimum, long maximum, string help, string unit = "") => new(
        name, ParameterType.Integer, value, minimum, maximum, unit, help);

    /// <summary>An amount of the quote currency, in 10⁻⁸.</summary>
    public static ParameterDescriptor OfMoney(string name, long value, long minimum, long maximum, string help) => new(
        name, ParameterType.Money, value, minimum, maximum, "quote", help);

    /// <summary>A duration, in nanoseconds.</summary>
    public static ParameterDescriptor OfDuration(
        string name, long value, long minimum, long maximum, string help) => new(
        name, ParameterType.DurationNs, value, minimum, maximum, "duration", help);

    /// <summary>Yes or no.</summary>
    public static ParameterDescriptor OfFlag(string name, bool value, string help) => new(
        name, ParameterType.Flag, value ? 1 : 0, 0, 1, "yes/no", help);

    /// <summary>One of several words; the bits are the place of the word.</summary>
    public static ParameterDescriptor OfChoice(string name, long value, IReadOnlyList<string> choices, string help)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return new ParameterDescriptor(name, ParameterType.Integer, value, 0, choices.Count - 1, string.Empty, help)
        {
            Choices = choices,
        };
    }

    /// <summary>The words for 0, 1, 2 … where the number stands for a word; else null.</summary>
    public IReadOnlyList<string>? Choices { get; private init; }

    /// <summary>A word that stands beside the values and is stored as <see cref="WordBits" />; else null.</summary>
    public string? Word { get; init; }

    /// <summary>What the <see cref="Word" /> is stored as: below the range of every parameter that has one.</summary>
    public const long WordBits = -1;

    /// <summary>Whether bits stand for the word.</summary>
    public bool IsWord(long bits) => Word is not null && bits == WordBits;

    /// <summary>Whether a value lies in the range.</summary>
    public bool IsInRange(long bits) => IsWord(bits) || (Type == ParameterType.Real
        ? Real(bits) >= Real(Minimum) && Real(bits) <= Real(Maximum)
        : bits >= Minimum && bits <= Maximum);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static double Real(long bits) => BitConverter.Int64BitsToDouble(bits);
}
