using System.Runtime.CompilerServices;

namespace Engine.Model.Events.Payloads;

/// <summary>Up to 36 bytes of UTF-8, padded with zeros.</summary>
[InlineArray(SizeBytes)]
public struct Text36
{
    /// <summary>The size, in bytes.</summary>
    public const int SizeBytes = 36;

    private byte _first;

    /// <summary>Stores a text.</summary>
    /// <exception cref="ArgumentException">
    /// It is longer than 36 bytes, holds a zero byte or half a surrogate pair.
    /// </exception>
    public static Text36 From(string text)
    {
        var result = default(Text36);
        InlineText.Store(text, result);
        return result;
    }

    /// <summary>The text up to the first zero byte.</summary>
    public override readonly string ToString() => InlineText.Load(this);
}
