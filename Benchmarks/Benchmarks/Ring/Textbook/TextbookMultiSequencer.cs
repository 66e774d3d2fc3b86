using System.Numerics;

namespace Benchmarks.Ring.Textbook;

/// <summary>
/// The multi-producer sequencer of the original: claim by compare-and-swap, one availability flag per slot.
/// </summary>
internal sealed class TextbookMultiSequencer
{
    private readonly int[] _available;
    private readonly int _shift;
    private readonly long _mask;
    private readonly TextbookSequence _cachedGating = new();
    private TextbookSequence[] _gating = [];

    internal TextbookMultiSequencer(int size)
    {
        _available = new int[size];
        Array.Fill(_available, -1);
        _shift = BitOperations.Log2((uint)size);
        _mask = size - 1;
    }

    internal TextbookSequence Cursor { get; } = new();

    internal void AddGating(params TextbookSequence[] gating) => _gating = gating;

    internal long Next(int count)
    {
        var spin = default(SpinWait);
        while (true)
        {
            var current = Cursor.Value;
            var next = current + count;
            var wrapPoint = next - _available.Length;
            var cached = _cachedGating.Value;
            if (wrapPoint > cached || cached > current)
            {
                var minimum = TextbookSequence.Minimum(_gating, current);
                if (wrapPoint > minimum)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                    continue;
                }

                _cachedGating.SetValue(minimum);
            }

            if (Cursor.CompareAndSet(current, next))
            {
                return next;
            }
        }
    }

    internal void Publish(long low, long high)
    {
        for (var sequence = low; sequence <= high; sequence++)
        {
            Volatile.Write(ref _available[(int)(sequence & _mask)], (int)(sequence >> _shift));
        }
    }

    internal long HighestPublished(long next, long available)
    {
        for (var sequence = next; sequence <= available; sequence++)
        {
            if (Volatile.Read(ref _available[(int)(sequence & _mask)]) != (int)(sequence >> _shift))
            {
                return sequence - 1;
            }
        }

        return available;
    }
}
