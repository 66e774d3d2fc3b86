using Engine.Model.Units;

namespace Engine.Books;

/// <summary>Walks one side of a book, best first. The book must not change meanwhile. One thread.</summary>
public struct DepthEnumerator
{
    private readonly BookSide _side;
    private readonly int _farAboveStart;
    private int _farNext;
    private long _windowKey;
    private WindowWalk _walk;
    private DepthLevel _current;

    internal DepthEnumerator(BookSide side)
    {
        _side = side;
        _farNext = side.Far.Count - 1;
        _farAboveStart = side.Far.LowerBound(side.Window.Floor);
    }

    private enum WindowWalk : byte
    {
        Before,
        Within,
        After,
    }

    /// <summary>The level reached.</summary>
    public readonly DepthLevel Current => _current;

    /// <summary>The enumerator itself, for <c>foreach</c>.</summary>
    public readonly DepthEnumerator GetEnumerator() => this;

    /// <summary>Goes to the next level.</summary>
    /// <returns>False where there is none.</returns>
    public bool MoveNext()
    {
        if (_farNext >= _farAboveStart || !MoveWithinWindow())
        {
            return MoveAside();
        }

        _current = new DepthLevel(
            new PriceTicks(_side.PriceOf(_windowKey)), new QtyLots(_side.Window.QuantityAt(_windowKey)));
        return true;
    }

    private bool MoveWithinWindow()
    {
        if (_walk == WindowWalk.After)
        {
            return false;
        }

        var isFound = _walk == WindowWalk.Before
            ? _side.Window.TryHighest(out _windowKey)
            : _side.Window.TryBelow(_windowKey, out _windowKey);
        _walk = isFound ? WindowWalk.Within : WindowWalk.After;
        return isFound;
    }

    private bool MoveAside()
    {
        if (_farNext < 0)
        {
            return false;
        }

        _current = new DepthLevel(
            new PriceTicks(_side.PriceOf(_side.Far.KeyAt(_farNext))), new QtyLots(_side.Far.LotsAt(_farNext)));
        _farNext--;
        return true;
    }
}
