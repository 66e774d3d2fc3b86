using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>
/// Compares sequences by their difference, so that the order holds across the end of <see cref="long" />.
/// </summary>
internal static class SequenceMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsAtLeast(long sequence, long other) => unchecked(sequence - other) >= 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Min(long a, long b) => unchecked(a - b) <= 0 ? a : b;
}
