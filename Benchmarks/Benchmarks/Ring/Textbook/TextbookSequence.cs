using System.Runtime.InteropServices;

namespace Benchmarks.Ring.Textbook;

/// <summary>A padded sequence as in LMAX's paper: 56 bytes and more on either side.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal sealed class TextbookSequence
{
    [FieldOffset(96)]
    private long _value = -1;

    internal long Value => Volatile.Read(ref _value);

    internal void SetValue(long value) => Volatile.Write(ref _value, value);

    internal bool CompareAndSet(long expected, long value) =>
        Interlocked.CompareExchange(ref _value, value, expected) == expected;

    internal static long Minimum(TextbookSequence[] sequences, long minimum)
    {
        foreach (var sequence in sequences)
        {
            minimum = Math.Min(minimum, sequence.Value);
        }

        return minimum;
    }
}
