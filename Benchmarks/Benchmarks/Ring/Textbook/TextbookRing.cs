using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Benchmarks.Ring.Textbook;

/// <summary>
/// The ring of the original over value-type slots: an array, padded at both ends, without bounds checks.
/// </summary>
internal sealed class TextbookRing
{
    private const int PadSlots = 2;

    private readonly Payload[] _entries;
    private readonly long _mask;

    internal TextbookRing(int size)
    {
        _entries = new Payload[size + (2 * PadSlots)];
        _mask = size - 1;
    }

    internal ref Payload this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(_entries), (nint)(PadSlots + (sequence & _mask)));
    }
}
