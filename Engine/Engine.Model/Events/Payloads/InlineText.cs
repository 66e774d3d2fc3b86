using System.Text;

namespace Engine.Model.Events.Payloads;

/// <summary>Text in a fixed number of bytes of an event.</summary>
internal static class InlineText
{
    // Throws an ArgumentException where the text has no UTF-8, instead of storing another text.
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Writes the text as UTF-8 and pads with zeros.</summary>
    /// <exception cref="ArgumentException">
    /// It does not fit, holds a zero byte, which would end it early, or half a surrogate pair, for which UTF-8 has no
    /// bytes.
    /// </exception>
    internal static void Store(string text, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0') || Strict.GetByteCount(text) > destination.Length)
        {
            throw new ArgumentException(
                $"'{text}' does not fit into {destination.Length} bytes of text.", nameof(text));
        }

        destination.Clear();
        Strict.GetBytes(text, destination);
    }

    /// <summary>Copies UTF-8, which is the caller's to be right, and pads with zeros.</summary>
    /// <exception cref="ArgumentException">It does not fit or holds a zero byte.</exception>
    internal static void Store(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        if (utf8.Length > destination.Length || utf8.Contains((byte)0))
        {
            throw new ArgumentException(
                $"'{Encoding.UTF8.GetString(utf8)}' does not fit into {destination.Length} bytes of text.",
                nameof(utf8));
        }

        destination.Clear();
        utf8.CopyTo(destination);
    }

    /// <summary>Reads the text up to the first zero byte.</summary>
    internal static string Load(ReadOnlySpan<byte> source)
    {
        var end = source.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? source : source[..end]);
    }
}
