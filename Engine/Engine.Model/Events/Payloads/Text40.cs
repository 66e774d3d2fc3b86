using System.Runtime.CompilerServices;

namespace Engine.Model.Events.Payloads;

/// <summary>Up to 40 bytes of UTF-8, padded with zeros.</summary>
[InlineArray(SizeBytes)]
public struct Text40
{
    /// <summary>The size, in bytes.</summary>
    public const int SizeBytes = 40;

    private byte _first;

    /// <summary>Stores a text.</summary>
    /// <exception cref="ArgumentException">
    /// It is longer than 40 bytes, holds a zero byte or half a surrogate pair.
    /// </exception>
    public static Text40 From(string text)
    {
        var result = default(Text40);
        InlineText.Store(text, result);
        return result;
    }

    /// <summary>The text up to the first zero byte.</summary>
    public override readonly string ToString() => InlineText.Load(this);
}
