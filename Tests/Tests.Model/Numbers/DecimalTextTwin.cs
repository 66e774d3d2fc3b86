using System.Numerics;
using System.Text.RegularExpressions;
using Engine.Model.Numbers;

namespace Tests.Model.Numbers;

/// <summary>Decimal text the slow, obvious way: a regular expression and unbounded integers.</summary>
internal static partial class DecimalTextTwin
{
    private const int DigitsMax = 27;

    /// <summary>Every answer that the text may have: a number both off the grid and too large may say either.</summary>
    internal static (NumberStatus[] Statuses, BigInteger Steps) ParseSigned(string text, DecimalStep step)
    {
        var match = Grammar().Match(text);
        if (!match.Success)
        {
            return ([NumberStatus.Malformed], 0);
        }

        var whole = match.Groups["whole"].Value.TrimStart('0');
        var fraction = match.Groups["fraction"].Value.TrimEnd('0');
        if (whole.Length + fraction.Length > DigitsMax)
        {
            return ([NumberStatus.Overflow], 0);
        }

        var digits = BigInteger.Parse("0" + whole + fraction);
        var numerator = digits * BigInteger.Pow(10, step.Scale);
        var denominator = step.Mantissa * BigInteger.Pow(10, fraction.Length);
        var magnitude = BigInteger.DivRem(numerator, denominator, out var remainder);
        var steps = text[0] == '-' ? -magnitude : magnitude;
        var fits = steps >= long.MinValue && steps <= long.MaxValue;
        return (remainder.IsZero, fits) switch
        {
            (true, true) => ([NumberStatus.Ok], steps),
            (true, false) => ([NumberStatus.Overflow], 0),
            (false, true) => ([NumberStatus.OffGrid], 0),
            _ => ([NumberStatus.OffGrid, NumberStatus.Overflow], 0),
        };
    }

    internal static string Format(long steps, DecimalStep step)
    {
        var value = (BigInteger)steps * step.Mantissa;
        var digits = BigInteger.Abs(value).ToString().PadLeft(step.Scale + 1, '0');
        var text = step.Scale == 0 ? digits : digits.Insert(digits.Length - step.Scale, ".");
        return value.Sign < 0 ? "-" + text : text;
    }

    [GeneratedRegex(
        @"\A-?(?=[0-9]|\.[0-9])(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?\z", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Grammar();
}
