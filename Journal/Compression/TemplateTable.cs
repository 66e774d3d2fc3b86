using System.Runtime.InteropServices;

namespace Journal.Compression;

/// <summary>
/// The templates of one block, the most frequent first; rare ones give their slots to a wider one where that is cheaper
/// than to be told. One thread.
/// </summary>
internal sealed class TemplateTable
{
    // Key, lengths, and the second byte of each use.
    private const int CostBytes = 6;

    private readonly Dictionary<SlotTemplate, int> _numbers = [];
    private readonly List<(SlotTemplate Template, int Count)> _all = [];
    private readonly List<int> _byCount = [];
    private readonly Dictionary<int, List<int>> _kept = [];
    private readonly List<SlotTemplate> _final = [];
    private int[] _finalOf = [];

    internal ReadOnlySpan<SlotTemplate> Final => CollectionsMarshal.AsSpan(_final);

    internal void Clear()
    {
        _numbers.Clear();
        _all.Clear();
    }

    /// <summary>Counts a slot.</summary>
    /// <returns>A number for <see cref="FinalOf" />.</returns>
    internal int Count(SlotTemplate template)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, template, out var isKnown);
        if (!isKnown)
        {
            number = _all.Count;
            _all.Add((template, 0));
        }

        CollectionsMarshal.AsSpan(_all)[number].Count++;
        return number;
    }

    /// <summary>Settles which templates stay.</summary>
    /// <returns>False where there are more than the codec takes.</returns>
    internal bool TrySettle()
    {
        _byCount.Clear();
        _final.Clear();
        _kept.Clear();
        for (var i = 0; i < _all.Count; i++)
        {
            _byCount.Add(i);
        }

        // Equal counts in the order of appearance: the same slots always give the same bytes.
        _byCount.Sort((a, b) => _all[a].Count != _all[b].Count ? _all[b].Count.CompareTo(_all[a].Count) : a.CompareTo(b));
        if (_finalOf.Length < _all.Count)
        {
            _finalOf = new int[2 * _all.Count];
        }

        foreach (var number in _byCount)
        {
            _finalOf[number] = Place(_all[number].Template, _all[number].Count);
        }

        return _final.Count <= CodecLimits.Templates;
    }

    /// <summary>The place in <see cref="Final" /> of a counted template.</summary>
    internal int FinalOf(int number) => _finalOf[number];

    private int Place(SlotTemplate template, int count)
    {
        if (!_kept.TryGetValue(template.Key, out var siblings))
        {
            _kept.Add(template.Key, siblings = []);
        }

        var bytes = template.TotalBytes;
        var best = -1;
        var bestExtra = int.MaxValue;
        foreach (var sibling in siblings)
        {
            var extra = _final[sibling].TotalBytes - bytes;
            if (extra < bestExtra && _final[sibling].Holds(template))
            {
                (best, bestExtra) = (sibling, extra);
            }
        }

        if (best >= 0 && (long)bestExtra * count <= CostBytes)
        {
            return best;
        }

        siblings.Add(_final.Count);
        _final.Add(template);
        return _final.Count - 1;
    }
}
