using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Books;

/// <summary>
/// One side of a book. A key orders its prices from worst to best: a bid's price, an ask's complement.
/// </summary>
/// <remarks>
/// The complement (−price − 1) turns the order round without ever overflowing, so that both sides are one piece of
/// code in which the best is the highest. Most changes fall into the window of pages that lies around the touch,
/// three quarters of it on the far side, where the levels are; the rest is kept sorted aside.
/// </remarks>
internal sealed class BookSide(bool isAsk)
{
    private const long NoKey = long.MinValue;

    // Above the best a quarter of the window is left for the price to move into.
    private const int PagesBelowBest = LevelWindow.PageCount * 3 / 4;
    private const int LowestCentredPage = LevelWindow.PageCount / 4;
    private const int HighestCentredPage = LevelWindow.PageCount * 7 / 8;

    // A move of the window costs as much as some hundred changes outside it; so many pay for it.
    private const int MissesPerMove = 256;

    private readonly LevelWindow _window = new();
    private readonly FarLevels _far = new();
    private readonly long _flip = isAsk ? -1 : 0;
    private long _bestKey = NoKey;
    private long _bestLots;
    private int _count;
    private int _misses;

    internal int Count => _count;

    internal bool IsEmpty => _count == 0;

    /// <summary>The best price; zero where the side is empty.</summary>
    internal long BestPrice => _count == 0 ? 0 : _bestKey ^ _flip;

    /// <summary>The quantity at the best price; zero where the side is empty.</summary>
    internal long BestLots => _bestLots;

    /// <summary>How often the window has moved.</summary>
    internal long MoveCount { get; private set; }

    internal LevelWindow Window => _window;

    internal long KeyOf(long price) => price ^ _flip;

    internal long PriceOf(long key) => key ^ _flip;

    /// <summary>Sets the quantity at a price; zero removes the level.</summary>
    /// <returns>Whether the best price or its quantity changed.</returns>
    internal bool Set(long price, long lots)
    {
        Debug.Assert(lots >= 0, "A level never holds a negative quantity.");

        var key = price ^ _flip;
        var bestKey = _bestKey;
        var bestLots = _bestLots;
        if (_window.Covers(key))
        {
            _count += _window.Set(key, lots);
        }
        else
        {
            SetOutsideWindow(key, lots);
        }

        // Asked first what is nearly always answered the same way: most changes lie behind the best. An empty side has
        // the lowest key as its best, with nothing there: any level is as good or better.
        if (key >= bestKey)
        {
            if (lots != 0)
            {
                _bestKey = key;
                _bestLots = lots;
            }
            else if (key == bestKey)
            {
                FindBest();
            }
        }

        AssertInvariants();
        return _bestKey != bestKey || _bestLots != bestLots;
    }

    internal long QuantityAt(long price)
    {
        var key = price ^ _flip;
        return _window.Covers(key) ? _window.QuantityAt(key) : _far.QuantityAt(key);
    }

    /// <summary>Finds the best level.</summary>
    internal bool TryBest(out long key, out long lots)
    {
        key = _bestKey;
        lots = _bestLots;
        return _count != 0;
    }

    /// <summary>Finds the next level that is worse than a key.</summary>
    internal bool TryBelow(long key, out long below, out long lots)
    {
        if (_window.Covers(key))
        {
            if (!_window.TryBelow(key, out below))
            {
                return _far.TryBelow(_window.Floor, out below, out lots);
            }

            lots = _window.QuantityAt(below);
            return true;
        }

        // From above the window the walk goes through it before it comes to what lies below.
        var isFound = _far.TryBelow(key, out below, out lots);
        if (key < _window.Floor || (isFound && below > _window.Floor) || !_window.TryHighest(out var highest))
        {
            return isFound;
        }

        below = highest;
        lots = _window.QuantityAt(highest);
        return true;
    }

    internal void Clear()
    {
        if (_count != 0)
        {
            _window.Clear();
            _far.Clear();
        }

        _count = 0;
        _misses = 0;
        _bestKey = NoKey;
        _bestLots = 0;
    }

    /// <summary>Asserts what must hold between calls, over every level: for tests.</summary>
    internal void AssertWhole()
    {
        _far.AssertWhole();
        var inWindow = _window.CountWhole();
        Debug.Assert(inWindow + _far.Count == _count, "Every level is in the window or aside, once.");
        Debug.Assert(
            !_far.TryFrom(_window.Floor, out var key, out _) || !_window.Covers(key),
            "What the window covers is in the window.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SetOutsideWindow(long key, long lots)
    {
        if (_count == 0)
        {
            if (lots != 0)
            {
                MoveWindow(key);
                _count += _window.Set(key, lots);
            }

            return;
        }

        _count += _far.Set(key, lots);
        if (!IsWindowCentred && ++_misses >= MissesPerMove)
        {
            // The change may have taken the best itself away: look afresh, the caller then finds nothing to mend.
            FindBest();
            if (_count != 0)
            {
                MoveWindow(_bestKey);
            }
        }
    }

    private bool IsWindowCentred => _window.Covers(_bestKey)
        && _window.PageOf(_bestKey) is >= LowestCentredPage and <= HighestCentredPage;

    private void MoveWindow(long bestKey)
    {
        const long Below = (long)PagesBelowBest * LevelWindow.PageTicks;
        var floor = bestKey < long.MinValue + Below ? long.MinValue : bestKey - Below;
        _window.MoveTo(Math.Min(floor, long.MaxValue - LevelWindow.SpanTicks + 1), _far);
        _misses = 0;
        MoveCount++;
    }

    private void FindBest()
    {
        // What lies aside is either above the whole window or below it.
        if (_far.TryHighest(out _bestKey, out _bestLots) && (_window.IsEmpty || _bestKey > _window.Floor))
        {
            return;
        }

        if (_window.TryHighest(out _bestKey))
        {
            _bestLots = _window.QuantityAt(_bestKey);
        }
        else
        {
            _bestKey = NoKey;
            _bestLots = 0;
        }
    }

    [Conditional("DEBUG")]
    private void AssertInvariants()
    {
        Debug.Assert(_count >= 0, "Levels are counted once each.");
        Debug.Assert((_count == 0) == (_bestLots == 0), "The best level holds a quantity; an empty side holds none.");
        Debug.Assert(_count != 0 || _bestKey == NoKey, "An empty side has no best.");
        Debug.Assert(_count == 0 || QuantityAt(PriceOf(_bestKey)) == _bestLots, "The best level is one of the levels.");
        Debug.Assert(!_far.TryHighest(out var far, out _) || far <= _bestKey, "No level aside is better.");
        Debug.Assert(!_window.TryHighest(out var highest) || highest <= _bestKey, "No level of the window is better.");
    }
}
