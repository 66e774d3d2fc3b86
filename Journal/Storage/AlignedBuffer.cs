using System.Runtime.CompilerServices;

namespace Journal.Storage;

/// <summary>
/// Memory at a fixed address that begins on a page: slots lie on cache lines, and direct I/O could use it.
/// </summary>
internal sealed class AlignedBuffer
{
    private const int Alignment = 4_096;

    private readonly byte[] _bytes;
    private readonly int _start;

    internal AlignedBuffer(int sizeBytes)
    {
        SizeBytes = sizeBytes;
        _bytes = GC.AllocateUninitializedArray<byte>(sizeBytes + Alignment, pinned: true);
        _start = StartOf(_bytes);
    }

    internal int SizeBytes { get; }

    internal Span<byte> Span => _bytes.AsSpan(_start, SizeBytes);

    private static unsafe int StartOf(byte[] pinned)
    {
        var address = (nuint)Unsafe.AsPointer(ref pinned[0]);
        return (int)((Alignment - (address % Alignment)) % Alignment);
    }
}
