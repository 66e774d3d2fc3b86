namespace Replay.Statistics;

/// <summary>
/// Keeps an even sample of a stream: all items while they fit, then every second, every fourth and so on. Single
/// writer.
/// </summary>
/// <typeparam name="T">The item.</typeparam>
public sealed class SampledList<T>
    where T : struct
{
    private readonly T[] _items;

    /// <summary>Makes a list; all its memory is taken now.</summary>
    /// <param name="capacity">The most items kept; at least 2.</param>
    public SampledList(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _items = new T[capacity];
    }

    /// <summary>Items seen, kept or not.</summary>
    public long SeenCount { get; private set; }

    /// <summary>Items kept.</summary>
    public int KeptCount { get; private set; }

    /// <summary>One of so many items is kept: the first, and each so many after it.</summary>
    public long Stride { get; private set; } = 1;

    /// <summary>Whether every item is kept.</summary>
    public bool IsComplete => Stride == 1;

    /// <summary>The items kept, in the order they came.</summary>
    public ReadOnlySpan<T> Kept => _items.AsSpan(0, KeptCount);

    /// <summary>Takes an item.</summary>
    public void Add(in T item)
    {
        var index = SeenCount++;
        if (index % Stride != 0)
        {
            return;
        }

        if (KeptCount == _items.Length)
        {
            Thin();
            if (index % Stride != 0)
            {
                return;
            }
        }

        _items[KeptCount++] = item;
    }

    private void Thin()
    {
        Stride *= 2;
        KeptCount = (KeptCount + 1) / 2;
        for (var index = 1; index < KeptCount; index++)
        {
            _items[index] = _items[2 * index];
        }
    }
}
