using System.Numerics;

namespace Journal.Compression;

/// <summary>Signed numbers as unsigned ones that are small where the number is near zero.</summary>
internal static class ZigZag
{
    internal static ulong Encode(long value) => (ulong)((value << 1) ^ (value >> 63));

    internal static long Decode(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>How many bytes hold a number; none hold zero.</summary>
    internal static int BytesOf(ulong value) => (71 - BitOperations.LeadingZeroCount(value)) >> 3;
}
