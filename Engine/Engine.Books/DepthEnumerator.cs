using Engine.Model.Units;

namespace Engine.Books;

/// <summary>Walks one side of a book, best first. The book must not change meanwhile. One thread.</summary>
public struct DepthEnumerator
{
    private readonly BookSide _side;
    private long _key;
    private long _lots;
    private bool _isStarted;

    internal DepthEnumerator(BookSide side) => _side = side;

    /// <summary>The level reached.</summary>
    public readonly DepthLevel Current => new(new PriceTicks(_side.PriceOf(_key)), new QtyLots(_lots));

    /// <summary>The enumerator itself, for <c>foreach</c>.</summary>
    public readonly DepthEnumerator GetEnumerator() => this;

    /// <summary>Goes to the next level.</summary>
    /// <returns>False where there is none.</returns>
    public bool MoveNext()
    {
        if (_isStarted)
        {
            return _side.TryBelow(_key, out _key, out _lots);
        }

        _isStarted = true;
        return _side.TryBest(out _key, out _lots);
    }
}
