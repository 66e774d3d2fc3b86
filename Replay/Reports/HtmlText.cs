using System.Text;

namespace Replay.Reports;

/// <summary>Text from outside made safe to stand in a page.</summary>
internal static class HtmlText
{
    /// <summary>Escapes what HTML reads as markup, in text and in quoted attributes.</summary>
    /// <remarks>
    /// Control characters and those that turn the direction of writing become U+FFFD: they are invisible, and a symbol
    /// that contains them would read as another.
    /// </remarks>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(IsHidden(character) ? '\uFFFD' : character),
            };
        }

        return escaped.ToString();
    }

    private static bool IsHidden(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
