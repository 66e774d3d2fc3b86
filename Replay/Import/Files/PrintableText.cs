using System.Globalization;
using System.Text;

namespace Replay.Import.Files;

/// <summary>What a file says, made fit for a message: it must not steer the terminal that shows it.</summary>
internal static class PrintableText
{
    private const int LengthMax = 40;

    /// <summary>The start of a text; what is no letter, digit, sign or blank shows as its number.</summary>
    internal static string Of(ReadOnlySpan<byte> text) =>
        Of(Encoding.UTF8.GetString(text[..Math.Min(text.Length, LengthMax)]));

    /// <summary>The same of a text that was read already, in its whole length.</summary>
    internal static string Of(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var shown = new StringBuilder();
        foreach (var character in text)
        {
            _ = IsHidden(character)
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : shown.Append(character);
        }

        return shown.ToString();
    }

    // Format characters turn the direction of writing or hide what stands beside them.
    private static bool IsHidden(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
