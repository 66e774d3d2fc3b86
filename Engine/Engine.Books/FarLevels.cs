using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Books;

/// <summary>The levels that lie outside a side's window: two parallel arrays in ascending order of their keys.</summary>
/// <remarks>Few, and far from the touch, where changes are rare; so a move of the tail is cheaper than a tree.</remarks>
internal sealed class FarLevels
{
    private const int InitialLength = 64;

    private long[] _keys = new long[InitialLength];
    private long[] _lots = new long[InitialLength];

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The key at an index; indexes ascend with the keys.</summary>
    internal long KeyAt(int index) => _keys[index];

    /// <summary>The quantity at an index.</summary>
    internal long LotsAt(int index) => _lots[index];

    /// <summary>The index of the first key that is not below the given one; <see cref="Count" /> where all are.</summary>
    internal int LowerBound(long key)
    {
        // Halving without a branch to mispredict: the compiler makes the choice a conditional move.
        var keys = _keys.AsSpan(0, Count);
        var start = 0;
        var length = keys.Length;
        while (length > 1)
        {
            var half = length >> 1;
            start = keys[start + half - 1] < key ? start + half : start;
            length -= half;
        }

        return length == 1 && keys[start] < key ? start + 1 : start;
    }

    /// <summary>The quantity at a key; zero where there is none.</summary>
    internal long QuantityAt(long key)
    {
        var index = LowerBound(key);
        return index < Count && _keys[index] == key ? _lots[index] : 0;
    }

    /// <summary>Sets the quantity at a key; zero removes it.</summary>
    /// <returns>By how much the number of levels changed.</returns>
    internal int Set(long key, long lots)
    {
        Debug.Assert(lots >= 0, "A level never holds a negative quantity.");

        var index = LowerBound(key);
        var isPresent = index < Count && _keys[index] == key;
        if (lots == 0)
        {
            if (isPresent)
            {
                RemoveRange(index, 1);
            }

            return isPresent ? -1 : 0;
        }

        if (!isPresent)
        {
            OpenGap(index, 1);
        }

        Write(index, key, lots);
        return isPresent ? 0 : 1;
    }

    /// <summary>Makes room for so many levels before an index; the caller writes each of them.</summary>
    internal void OpenGap(int index, int length)
    {
        Debug.Assert((uint)index <= (uint)Count, "A gap opens within the levels or at their end.");

        if (Count + length > _keys.Length)
        {
            Grow(Count + length);
        }

        Array.Copy(_keys, index, _keys, index + length, Count - index);
        Array.Copy(_lots, index, _lots, index + length, Count - index);
        Count += length;
    }

    /// <summary>Writes one level; the order of the keys is the caller's to keep.</summary>
    internal void Write(int index, long key, long lots)
    {
        _keys[index] = key;
        _lots[index] = lots;
    }

    /// <summary>Removes so many levels from an index on.</summary>
    internal void RemoveRange(int index, int length)
    {
        Debug.Assert(index >= 0 && length >= 0 && index + length <= Count, "Only levels that exist are removed.");

        Count -= length;
        Array.Copy(_keys, index + length, _keys, index, Count - index);
        Array.Copy(_lots, index + length, _lots, index, Count - index);
    }

    /// <summary>Forgets every level.</summary>
    internal void Clear() => Count = 0;

    /// <summary>Asserts what must hold between calls.</summary>
    [Conditional("DEBUG")]
    internal void AssertWhole()
    {
        for (var index = 0; index < Count; index++)
        {
            Debug.Assert(_lots[index] > 0, "A level that is present holds a quantity.");
            Debug.Assert(index == 0 || _keys[index - 1] < _keys[index], "Keys ascend.");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        var length = Math.Max(needed, 2 * _keys.Length);
        Array.Resize(ref _keys, length);
        Array.Resize(ref _lots, length);
    }
}
