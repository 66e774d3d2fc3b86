using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adapters.Common.Parsing;

/// <summary>
/// Reads decimal digits eight bytes at a time: a number costs the same whatever its length, and its length decides no
/// branch that a processor could guess wrong. Pure; any thread.
/// </summary>
/// <remarks>It never reads outside the text: near its end the missing bytes count as no digits.</remarks>
public static class EightDigits
{
    /// <summary>The most digits that <see cref="TryReadInteger" /> takes: ids and microseconds have no more.</summary>
    public const int IntegerDigitsMax = 16;

    private const int ChunkBytes = 8;
    private const ulong Zeros = 0x3030_3030_3030_3030;

    private static readonly long[] PowersOfTen =
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Reads a whole number without sign, of one to <see cref="IntegerDigitsMax" /> digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">At the first digit; behind the last one where the answer is true.</param>
    /// <param name="value">The number.</param>
    /// <returns>False where there is no digit. A longer number leaves the position at its next digit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadInteger(ReadOnlySpan<byte> text, ref int position, out long value)
    {
        var chunk = Load(text, position);
        var count = CountDigits(chunk);
        value = 0;
        if (count == 0)
        {
            return false;
        }

        value = ToNumber(chunk, count);
        position += count;
        if (count == ChunkBytes)
        {
            chunk = Load(text, position);
            count = CountDigits(chunk);
            if (count > 0)
            {
                value = (value * PowersOfTen[count]) + ToNumber(chunk, count);
                position += count;
            }
        }

        return true;
    }

    /// <summary>The next eight bytes, less the character zero in each: digits become their values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Load(ReadOnlySpan<byte> text, int position) =>
        (uint)position < (uint)text.Length && text.Length - position >= ChunkBytes
            ? BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(position, ChunkBytes)) ^ Zeros
            : LoadEnd(text, position);

    /// <summary>The same of a text that has eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Load(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros;

    /// <summary>How many of the bytes are digits before the first that is none: 0 … 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int CountDigits(ulong chunk)
    {
        // Seven bits and 0x76 carry into the eighth from ten up. What a byte above 0x7f does to the one behind it does
        // not matter: it ends the digits itself.
        var others = (unchecked((chunk & 0x7F7F_7F7F_7F7F_7F7F) + 0x7676_7676_7676_7676) | chunk)
            & 0x8080_8080_8080_8080;
        return BitOperations.TrailingZeroCount(others) / ChunkBytes;
    }

    /// <summary>The number that the first digits make; one digit at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long ToNumber(ulong chunk, int count)
    {
        // The digits move to the end, and zeros stand before them; then pairs, fours and eights are joined.
        var digits = chunk << ((ChunkBytes - count) * ChunkBytes);
        digits = unchecked(digits * 2_561) >> 8;
        digits = unchecked((digits & 0x00FF_00FF_00FF_00FF) * 6_553_601) >> 16;
        return (long)(unchecked((digits & 0x0000_FFFF_0000_FFFF) * 42_949_672_960_001) >> 32);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LoadEnd(ReadOnlySpan<byte> text, int position)
    {
        var missing = position - (text.Length - ChunkBytes);
        if (missing >= ChunkBytes)
        {
            return Zeros;
        }

        if (text.Length >= ChunkBytes)
        {
            // The last eight bytes, without those before the position.
            return (BinaryPrimitives.ReadUInt64LittleEndian(text[^ChunkBytes..]) >> (missing * ChunkBytes)) ^ Zeros;
        }

        Span<byte> chunk = stackalloc byte[ChunkBytes];
        chunk.Clear();
        text[position..].CopyTo(chunk);
        return BinaryPrimitives.ReadUInt64LittleEndian(chunk) ^ Zeros;
    }
}
