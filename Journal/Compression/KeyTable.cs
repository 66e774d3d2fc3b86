namespace Journal.Compression;

/// <summary>The keys of one block in the order of their first appearance, and the groups that they belong to.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<ulong, int> _keys = [];
    private readonly Dictionary<ulong, int> _groups = [];
    private readonly Dictionary<ulong, int> _sideGroups = [];
    private readonly List<(ulong Key, int Group, int SideGroup)> _entries = [];

    internal int Count => _entries.Count;

    internal int GroupCount => _groups.Count;

    internal int SideGroupCount => _sideGroups.Count;

    internal (ulong Key, int Group, int SideGroup) this[int index] => _entries[index];

    internal void Clear()
    {
        _keys.Clear();
        _groups.Clear();
        _sideGroups.Clear();
        _entries.Clear();
    }

    internal int IndexOf(ulong key)
    {
        if (_keys.TryGetValue(key, out var index))
        {
            return index;
        }

        index = _entries.Count;
        _keys.Add(key, index);
        _entries.Add((
            key, Number(_groups, SlotLayout.GroupOf(key)), Number(_sideGroups, SlotLayout.SideGroupOf(key))));
        return index;
    }

    private static int Number(Dictionary<ulong, int> numbers, ulong key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            number = numbers.Count;
            numbers.Add(key, number);
        }

        return number;
    }
}
