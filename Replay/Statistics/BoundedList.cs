namespace Replay.Statistics;

/// <summary>Keeps the first so many items and counts the rest. Single writer.</summary>
/// <typeparam name="T">The item.</typeparam>
public sealed class BoundedList<T>
    where T : struct
{
    private readonly T[] _items;

    /// <summary>Makes a list; all its memory is taken now.</summary>
    /// <param name="capacity">The most items kept; zero keeps none.</param>
    public BoundedList(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _items = new T[capacity];
    }

    /// <summary>Items seen, kept or not.</summary>
    public long SeenCount { get; private set; }

    /// <summary>Items kept.</summary>
    public int KeptCount => (int)Math.Min(SeenCount, _items.Length);

    /// <summary>Items that came after the list was full.</summary>
    public long OmittedCount => SeenCount - KeptCount;

    /// <summary>The items kept, in the order they came.</summary>
    public ReadOnlySpan<T> Kept => _items.AsSpan(0, KeptCount);

    /// <summary>Takes an item.</summary>
    public void Add(in T item)
    {
        if (SeenCount < _items.Length)
        {
            _items[SeenCount] = item;
        }

        SeenCount++;
    }
}
