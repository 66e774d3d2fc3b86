using System.Runtime.InteropServices;

namespace Benchmarks.Ring.Textbook;

/// <summary>
/// The single-producer sequencer of the original: cached gating sequence, padded fields, wait when full.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 320)]
internal sealed class TextbookSequencer
{
    [FieldOffset(128)]
    private readonly TextbookSequence _cursor = new();

    [FieldOffset(136)]
    private TextbookSequence[] _gating = [];

    [FieldOffset(144)]
    private readonly int _size;

    [FieldOffset(152)]
    private long _next = -1;

    [FieldOffset(160)]
    private long _cachedGating = -1;

    internal TextbookSequencer(int size)
    {
        _size = size;
    }

    internal TextbookSequence Cursor => _cursor;

    internal void AddGating(params TextbookSequence[] gating) => _gating = gating;

    internal long Next(int count)
    {
        var current = _next;
        var next = current + count;
        var wrapPoint = next - _size;
        if (wrapPoint > _cachedGating || _cachedGating > current)
        {
            WaitForGating(current, wrapPoint);
        }

        _next = next;
        return next;
    }

    internal void Publish(long low, long high) => _cursor.SetValue(high);

    private void WaitForGating(long current, long wrapPoint)
    {
        long minimum;
        var spin = default(SpinWait);
        while (wrapPoint > (minimum = TextbookSequence.Minimum(_gating, current)))
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _cachedGating = minimum;
    }
}
