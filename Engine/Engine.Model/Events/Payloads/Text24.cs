using System.Runtime.CompilerServices;

namespace Engine.Model.Events.Payloads;

/// <summary>Up to 24 bytes of UTF-8, padded with zeros.</summary>
[InlineArray(SizeBytes)]
public struct Text24
{
    /// <summary>The size, in bytes.</summary>
    public const int SizeBytes = 24;

    private byte _first;

    /// <summary>Stores a text.</summary>
    /// <exception cref="ArgumentException">
    /// It is longer than 24 bytes, holds a zero byte or half a surrogate pair.
    /// </exception>
    public static Text24 From(string text)
    {
        var result = default(Text24);
        InlineText.Store(text, result);
        return result;
    }

    /// <summary>Stores UTF-8 as it is; nothing is allocated.</summary>
    /// <exception cref="ArgumentException">It is longer than 24 bytes or holds a zero byte.</exception>
    public static Text24 From(ReadOnlySpan<byte> utf8)
    {
        var result = default(Text24);
        InlineText.Store(utf8, result);
        return result;
    }

    /// <summary>The text up to the first zero byte.</summary>
    public override readonly string ToString() => InlineText.Load(this);
}
