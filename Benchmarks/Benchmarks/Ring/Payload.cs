using System.Runtime.InteropServices;

namespace Benchmarks.Ring;

/// <summary>
/// The 64-byte slot of the ring workloads: all eight words are written by producers and read by consumers.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Payload
{
    internal long W0;
    internal long W1;
    internal long W2;
    internal long W3;
    internal long W4;
    internal long W5;
    internal long W6;
    internal long W7;

    internal void Write(long number)
    {
        W0 = number;
        W1 = number + 1;
        W2 = number + 2;
        W3 = number + 3;
        W4 = number + 4;
        W5 = number + 5;
        W6 = number + 6;
        W7 = number + 7;
    }

    internal readonly long Sum() => W0 + W1 + W2 + W3 + W4 + W5 + W6 + W7;

    /// <summary>What the sums of the payloads 0 … count − 1 add up to.</summary>
    internal static long ExpectedSum(long count) => unchecked((8 * (count * (count - 1) / 2)) + (28 * count));
}
