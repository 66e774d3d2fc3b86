using System.Text;

namespace Engine.Model.Events.Payloads;

/// <summary>Text in a fixed number of bytes of an event.</summary>
internal static class InlineText
{
    /// <summary>Writes the text as UTF-8 and pads with zeros.</summary>
    /// <exception cref="ArgumentException">It does not fit, or holds a zero byte, which would end it early.</exception>
    internal static void Store(string text, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0') || Encoding.UTF8.GetByteCount(text) > destination.Length)
        {
            throw new ArgumentException(
                $"'{text}' does not fit into {destination.Length} bytes of text.", nameof(text));
        }

        destination.Clear();
        Encoding.UTF8.GetBytes(text, destination);
    }

    /// <summary>Reads the text up to the first zero byte.</summary>
    internal static string Load(ReadOnlySpan<byte> source)
    {
        var end = source.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? source : source[..end]);
    }
}
