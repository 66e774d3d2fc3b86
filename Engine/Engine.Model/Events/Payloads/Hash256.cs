using System.Runtime.CompilerServices;

namespace Engine.Model.Events.Payloads;

/// <summary>The 32 bytes of a SHA-256.</summary>
[InlineArray(SizeBytes)]
public struct Hash256
{
    /// <summary>The size, in bytes.</summary>
    public const int SizeBytes = 32;

    private byte _first;

    /// <summary>Stores a hash.</summary>
    /// <exception cref="ArgumentException">It has not 32 bytes.</exception>
    public static Hash256 From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
        {
            throw new ArgumentException($"A SHA-256 has {SizeBytes} bytes, not {bytes.Length}.", nameof(bytes));
        }

        var result = default(Hash256);
        bytes.CopyTo(result);
        return result;
    }

    /// <summary>The hash as 64 lower-case hexadecimal digits.</summary>
    public override readonly string ToString() => Convert.ToHexStringLower(this);
}
