using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Books;

/// <summary>
/// The levels that lie outside a side's window, in ascending order of their keys: leaves of up to 32, under one
/// directory.
/// </summary>
/// <remarks>
/// Any key that is a long fits, however far apart they lie. A change searches the directory and one leaf by halving
/// without branches, and moves at most a leaf's neighbours; one sorted array would move half of everything.
/// </remarks>
public sealed class FarLevels
{
    private const int LeafLength = 32;

    // Neighbours that together fill no more than this become one leaf: enough room is left not to split at once again.
    private const int MergedLengthMax = 20;
    private const int InitialLeaves = 4;
    private const int NoLeaf = -1;

    // By leaf: its levels, and how many; of a free leaf the count is the next free one.
    private long[] _keys = new long[InitialLeaves * LeafLength];
    private long[] _lots = new long[InitialLeaves * LeafLength];
    private int[] _counts = new int[InitialLeaves];
    private int _usedLeaves;
    private int _freeLeaf = NoLeaf;

    // The directory: leaves in the order of their keys, and the lowest key of each.
    private long[] _firsts = new long[InitialLeaves];
    private int[] _leaves = new int[InitialLeaves];
    private int _leafCount;

    /// <summary>How many levels there are.</summary>
    public int Count { get; private set; }

    /// <summary>The quantity at a key; zero where there is none.</summary>
    public long QuantityAt(long key)
    {
        if (_leafCount == 0)
        {
            return 0;
        }

        var leaf = _leaves[FindLeaf(key)];
        var place = FindPlace(leaf, key);
        var index = (leaf * LeafLength) + place;
        return place < _counts[leaf] && _keys[index] == key ? _lots[index] : 0;
    }

    /// <summary>Sets the quantity at a key; zero removes it.</summary>
    /// <returns>By how much the number of levels changed.</returns>
    public int Set(long key, long lots)
    {
        Debug.Assert(lots >= 0, "A level never holds a negative quantity.");

        if (_leafCount == 0)
        {
            if (lots == 0)
            {
                return 0;
            }

            AddLeaf(0, key);
        }

        var at = FindLeaf(key);
        var leaf = _leaves[at];
        var place = FindPlace(leaf, key);
        var index = (leaf * LeafLength) + place;
        var isPresent = place < _counts[leaf] && _keys[index] == key;
        if (lots == 0)
        {
            if (isPresent)
            {
                Remove(at, place);
            }

            return isPresent ? -1 : 0;
        }

        if (isPresent)
        {
            _lots[index] = lots;
            return 0;
        }

        Insert(at, place, key, lots);
        return 1;
    }

    /// <summary>Finds the highest level.</summary>
    public bool TryHighest(out long key, out long lots) => TryLastOf(_leafCount - 1, out key, out lots);

    /// <summary>Finds the highest level below a key, which itself need not be one.</summary>
    public bool TryBelow(long key, out long below, out long lots)
    {
        if (_leafCount == 0)
        {
            return TryLastOf(NoLeaf, out below, out lots);
        }

        var at = FindLeaf(key);
        var place = FindPlace(_leaves[at], key);
        if (place == 0)
        {
            return TryLastOf(at - 1, out below, out lots);
        }

        var index = (_leaves[at] * LeafLength) + place - 1;
        below = _keys[index];
        lots = _lots[index];
        return true;
    }

    /// <summary>Finds the lowest level at a key or above it.</summary>
    public bool TryFrom(long key, out long from, out long lots)
    {
        var at = _leafCount == 0 ? 0 : FindLeaf(key);
        var place = _leafCount == 0 ? 0 : FindPlace(_leaves[at], key);
        if (at < _leafCount && place == _counts[_leaves[at]])
        {
            at++;
            place = 0;
        }

        if (at >= _leafCount)
        {
            from = lots = 0;
            return false;
        }

        var index = (_leaves[at] * LeafLength) + place;
        from = _keys[index];
        lots = _lots[index];
        return true;
    }

    /// <summary>Forgets every level.</summary>
    public void Clear()
    {
        Count = 0;
        _leafCount = 0;
        _usedLeaves = 0;
        _freeLeaf = NoLeaf;
    }

    /// <summary>Asserts what must hold between calls, over every level.</summary>
    [Conditional("DEBUG")]
    internal void AssertWhole()
    {
        var count = 0;
        var hasLast = false;
        var last = 0L;
        for (var at = 0; at < _leafCount; at++)
        {
            var leaf = _leaves[at];
            Debug.Assert(_counts[leaf] is > 0 and <= LeafLength, "A leaf of the directory holds levels.");
            Debug.Assert(_firsts[at] == _keys[leaf * LeafLength], "The directory knows the lowest key of each leaf.");
            for (var index = leaf * LeafLength; index < (leaf * LeafLength) + _counts[leaf]; index++)
            {
                Debug.Assert(_lots[index] > 0, "A level that is present holds a quantity.");
                Debug.Assert(!hasLast || last < _keys[index], "Keys ascend.");
                last = _keys[index];
                hasLast = true;
                count++;
            }
        }

        Debug.Assert(count == Count, "Every level is counted.");
    }

    // The index of the first key in the span that is not below the given one. The choice is arithmetic, because the
    // compiler makes a branch of a conditional expression within a loop, and every second one is mispredicted.
    private static int LowerBound(ReadOnlySpan<long> keys, long key)
    {
        var start = 0;
        var length = keys.Length;
        while (length > 1)
        {
            var half = length >> 1;
            start += half & -(keys[start + half - 1] < key ? 1 : 0);
            length -= half;
        }

        return length == 1 && keys[start] < key ? start + 1 : start;
    }

    // The last leaf that starts at the key or below it: the only one that can hold the key; else the first.
    private int FindLeaf(long key)
    {
        var at = LowerBound(_firsts.AsSpan(0, _leafCount), key);
        var isStart = at < _leafCount && _firsts[at] == key;
        return isStart || at == 0 ? at : at - 1;
    }

    private int FindPlace(int leaf, long key) => LowerBound(_keys.AsSpan(leaf * LeafLength, _counts[leaf]), key);

    private bool TryLastOf(int at, out long key, out long lots)
    {
        if (at < 0)
        {
            key = lots = 0;
            return false;
        }

        var index = (_leaves[at] * LeafLength) + _counts[_leaves[at]] - 1;
        key = _keys[index];
        lots = _lots[index];
        return true;
    }

    private void Insert(int at, int place, long key, long lots)
    {
        var leaf = _leaves[at];
        if (_counts[leaf] == LeafLength)
        {
            Split(at);
            at = place > LeafLength / 2 ? at + 1 : at;
            place = place > LeafLength / 2 ? place - (LeafLength / 2) : place;
            leaf = _leaves[at];
        }

        var index = (leaf * LeafLength) + place;
        var moved = _counts[leaf] - place;
        _keys.AsSpan(index, moved).CopyTo(_keys.AsSpan(index + 1));
        _lots.AsSpan(index, moved).CopyTo(_lots.AsSpan(index + 1));
        _keys[index] = key;
        _lots[index] = lots;
        _counts[leaf]++;
        _firsts[at] = _keys[leaf * LeafLength];
        Count++;
    }

    private void Remove(int at, int place)
    {
        var leaf = _leaves[at];
        var index = (leaf * LeafLength) + place;
        var moved = --_counts[leaf] - place;
        _keys.AsSpan(index + 1, moved).CopyTo(_keys.AsSpan(index));
        _lots.AsSpan(index + 1, moved).CopyTo(_lots.AsSpan(index));
        Count--;
        if (_counts[leaf] == 0)
        {
            RemoveLeaf(at);
            return;
        }

        _firsts[at] = _keys[leaf * LeafLength];
        if (at + 1 < _leafCount && _counts[leaf] + _counts[_leaves[at + 1]] <= MergedLengthMax)
        {
            MoveLevels(_leaves[at + 1], 0, leaf);
            RemoveLeaf(at + 1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Split(int at)
    {
        var leaf = _leaves[at];
        AddLeaf(at + 1, _keys[(leaf * LeafLength) + (LeafLength / 2)]);
        MoveLevels(leaf, LeafLength / 2, _leaves[at + 1]);
    }

    // Appends the levels of one leaf, from a place on, to another.
    private void MoveLevels(int from, int place, int to)
    {
        var moved = _counts[from] - place;
        var source = (from * LeafLength) + place;
        var target = (to * LeafLength) + _counts[to];
        _keys.AsSpan(source, moved).CopyTo(_keys.AsSpan(target));
        _lots.AsSpan(source, moved).CopyTo(_lots.AsSpan(target));
        _counts[from] -= moved;
        _counts[to] += moved;
    }

    private void AddLeaf(int at, long first)
    {
        var leaf = _freeLeaf;
        if (leaf == NoLeaf)
        {
            leaf = TakeUnusedLeaf();
        }
        else
        {
            _freeLeaf = _counts[leaf];
        }

        _counts[leaf] = 0;
        Array.Copy(_firsts, at, _firsts, at + 1, _leafCount - at);
        Array.Copy(_leaves, at, _leaves, at + 1, _leafCount - at);
        _firsts[at] = first;
        _leaves[at] = leaf;
        _leafCount++;
    }

    private void RemoveLeaf(int at)
    {
        var leaf = _leaves[at];
        _counts[leaf] = _freeLeaf;
        _freeLeaf = leaf;
        _leafCount--;
        Array.Copy(_firsts, at + 1, _firsts, at, _leafCount - at);
        Array.Copy(_leaves, at + 1, _leaves, at, _leafCount - at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TakeUnusedLeaf()
    {
        if (_usedLeaves == _counts.Length)
        {
            var length = _counts.Length + (_counts.Length / 2);
            Array.Resize(ref _keys, length * LeafLength);
            Array.Resize(ref _lots, length * LeafLength);
            Array.Resize(ref _counts, length);
            Array.Resize(ref _firsts, length);
            Array.Resize(ref _leaves, length);
        }

        return _usedLeaves++;
    }
}
