using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Journal.Format;

/// <summary>CRC32C (Castagnoli, reflected polynomial 0x82F63B78), as iSCSI (RFC 3720, B.4) and ext4 use it.</summary>
/// <remarks>
/// The processor's instruction has a latency of three cycles and a throughput of one, so large blocks are computed as
/// three interleaved parts, whose checksums are then joined by tables that advance a checksum over zero bytes (the
/// method of Mark Adler's public crc32c.c). Where there is no instruction, eight tables take eight bytes at a step.
/// </remarks>
internal static class Crc32C
{
    private const uint Polynomial = 0x82F6_3B78;
    private const int LongPart = 4_096;
    private const int ShortPart = 256;

    private static readonly uint[] Slicing = BuildSlicing();
    private static readonly uint[] LongShift = BuildShift(LongPart);
    private static readonly uint[] ShortShift = BuildShift(ShortPart);

    /// <summary>Whether this processor has the instruction.</summary>
    internal static bool IsHardware => Sse42.X64.IsSupported || Crc32.Arm64.IsSupported;

    /// <summary>The checksum of a block.</summary>
    internal static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what gave <paramref name="crc" />, followed by a block.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes) =>
        IsHardware ? AppendHardware(crc, bytes) : AppendSoftware(crc, bytes);

    /// <summary>By the processor's instruction.</summary>
    internal static uint AppendHardware(uint crc, ReadOnlySpan<byte> bytes)
    {
        var state = ~crc;
        while (bytes.Length >= 3 * LongPart)
        {
            state = ThreeParts(state, MemoryMarshal.Cast<byte, ulong>(bytes[..(3 * LongPart)]), LongShift);
            bytes = bytes[(3 * LongPart)..];
        }

        while (bytes.Length >= 3 * ShortPart)
        {
            state = ThreeParts(state, MemoryMarshal.Cast<byte, ulong>(bytes[..(3 * ShortPart)]), ShortShift);
            bytes = bytes[(3 * ShortPart)..];
        }

        // BitOperations compiles to the instruction of either architecture.
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            state = BitOperations.Crc32C(state, word);
        }

        foreach (var value in bytes[(bytes.Length & ~7)..])
        {
            state = BitOperations.Crc32C(state, value);
        }

        return ~state;
    }

    /// <summary>By tables.</summary>
    internal static uint AppendSoftware(uint crc, ReadOnlySpan<byte> bytes)
    {
        var table = Slicing;
        var state = ~crc;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ state;
            state = table[(7 * 256) + (int)(word & 0xFF)]
                ^ table[(6 * 256) + (int)((word >> 8) & 0xFF)]
                ^ table[(5 * 256) + (int)((word >> 16) & 0xFF)]
                ^ table[(4 * 256) + (int)((word >> 24) & 0xFF)]
                ^ table[(3 * 256) + (int)((word >> 32) & 0xFF)]
                ^ table[(2 * 256) + (int)((word >> 40) & 0xFF)]
                ^ table[256 + (int)((word >> 48) & 0xFF)]
                ^ table[(int)(word >> 56)];
        }

        foreach (var value in bytes)
        {
            state = (state >> 8) ^ table[(int)((state ^ value) & 0xFF)];
        }

        return ~state;
    }

    private static uint ThreeParts(uint state, ReadOnlySpan<ulong> words, uint[] shift)
    {
        var length = words.Length / 3;
        var first = words[..length];
        var second = words.Slice(length, length);
        var third = words.Slice(2 * length, length);
        uint a = state, b = 0, c = 0;
        for (var i = 0; i < first.Length && i < second.Length && i < third.Length; i++)
        {
            a = BitOperations.Crc32C(a, first[i]);
            b = BitOperations.Crc32C(b, second[i]);
            c = BitOperations.Crc32C(c, third[i]);
        }

        return Shift(shift, Shift(shift, a) ^ b) ^ c;
    }

    /// <summary>Advances a state over the zeros that a table stands for.</summary>
    private static uint Shift(uint[] table, uint state) => table[state & 0xFF]
        ^ table[256 + ((state >> 8) & 0xFF)]
        ^ table[512 + ((state >> 16) & 0xFF)]
        ^ table[768 + (state >> 24)];

    private static uint[] BuildSlicing()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            }

            table[i] = value;
        }

        for (var i = 256; i < table.Length; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[table[i - 256] & 0xFF];
        }

        return table;
    }

    /// <summary>
    /// Advancing over zeros is linear over GF(2): the image of each of the 32 bits gives the image of every state.
    /// </summary>
    private static uint[] BuildShift(int zeros)
    {
        Span<uint> images = stackalloc uint[32];
        for (var bit = 0; bit < 32; bit++)
        {
            var state = 1u << bit;
            for (var i = 0; i < zeros; i++)
            {
                state = (state >> 8) ^ Slicing[state & 0xFF];
            }

            images[bit] = state;
        }

        var table = new uint[4 * 256];
        for (var index = 0; index < table.Length; index++)
        {
            var value = (uint)(index & 0xFF) << (8 * (index >> 8));
            for (var bit = 0; bit < 32; bit++)
            {
                table[index] ^= (value >> bit & 1) != 0 ? images[bit] : 0;
            }
        }

        return table;
    }
}
