using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Engine.Books;

namespace Adapters.Simulated.Matching;

/// <summary>The levels of one side by price, the best one at hand. One thread.</summary>
/// <remarks>
/// A key orders prices from worst to best: a bid's price, an ask's complement, so that both sides are one piece of code
/// in which the best is the highest. A level is found by its place in a window of neighbouring prices; three layers of
/// bits over it find the next best in as many scans. The window begins small, grows while all that stands fits into
/// its largest span, and then slides after the best price; what lies outside stands sorted aside.
/// </remarks>
internal sealed class PriceLadder(bool isAsk)
{
    /// <summary>The best key of an empty side: below all others.</summary>
    internal const long NoKey = long.MinValue;

    private const int PageShift = 6;
    private const int WordShift = 12;
    private const int SpanMin = 1 << WordShift;
    private const int SpanMax = 16 * SpanMin;

    // A move of the window costs as much as some hundred changes outside it; so many pay for it.
    private const int MissesPerMove = 256;

    private readonly long _flip = isAsk ? -1 : 0;
    private readonly FarLevels _far = new();
    private PriceLevel[] _farLevels = new PriceLevel[16];
    private int _farUsed = 1;
    private int _farFree;
    private PriceLevel[] _levels = new PriceLevel[SpanMin];
    private ulong[] _pages = new ulong[SpanMin >> PageShift];
    private ulong[] _words = new ulong[SpanMin >> WordShift];
    private ulong _summary;
    private long _floor;
    private int _misses;

    /// <summary>The key of the best level; <see cref="NoKey" /> where there is none.</summary>
    internal long BestKey { get; private set; } = NoKey;

    /// <summary>What all orders of the side have left.</summary>
    internal long Lots;

    /// <summary>How many orders the side holds.</summary>
    internal int OrderCount;

    /// <summary>Prices that the window spans now.</summary>
    internal int Span => _levels.Length;

    internal long KeyOf(long price) => price ^ _flip;

    internal long PriceOf(long key) => key ^ _flip;

    /// <summary>A level at which somebody stands.</summary>
    internal ref PriceLevel At(long key)
    {
        var offset = unchecked((ulong)(key - _floor));
        var levels = _levels;
        if (offset < (ulong)levels.Length)
        {
            return ref levels[offset];
        }

        return ref AtFar(key);
    }

    /// <summary>A level that the caller is about to let somebody stand at.</summary>
    internal ref PriceLevel Join(long key)
    {
        var offset = unchecked((ulong)(key - _floor));
        var levels = _levels;
        if (offset >= (ulong)levels.Length)
        {
            return ref JoinOutside(key);
        }

        if (key > BestKey)
        {
            BestKey = key;
        }

        ref var level = ref levels[offset];
        if (level.Head == OrderPool.None)
        {
            Mark((int)offset);
        }

        return ref level;
    }

    /// <summary>Nobody stands at a level any more.</summary>
    internal void Leave(long key)
    {
        var offset = unchecked((ulong)(key - _floor));
        if (offset < (ulong)_levels.Length)
        {
            Unmark((int)offset);
        }
        else
        {
            LeaveFar(key);
        }

        if (key == BestKey)
        {
            FindBest();
        }
    }

    /// <summary>The best key below another; <see cref="NoKey" /> where there is none.</summary>
    internal long NextBelow(long key)
    {
        var offset = key - _floor;
        var inWindow = offset <= 0 ? NoKey
            : offset >= _levels.Length ? HighestInWindow() : HighestBelow((int)offset);
        return _far.TryBelow(key, out var far, out _) && far > inWindow ? far : inWindow;
    }

    /// <summary>Forgets every level; the window stays where it is.</summary>
    internal void Clear()
    {
        for (var key = HighestInWindow(); key != NoKey; key = HighestInWindow())
        {
            At(key) = default;
            Unmark((int)(key - _floor));
        }

        _far.Clear();
        _farUsed = 1;
        _farFree = 0;
        _misses = 0;
        BestKey = NoKey;
        Lots = 0;
        OrderCount = 0;
    }

    /// <summary>Asserts what must hold between requests: for tests.</summary>
    internal void AssertWhole()
    {
        var count = _far.Count;
        for (var offset = 0; offset < _levels.Length; offset++)
        {
            var isMarked = ((_pages[offset >> PageShift] >> offset) & 1) != 0;
            Debug.Assert(isMarked == (_levels[offset].Head != OrderPool.None), "The bits mark levels with orders.");
            Debug.Assert(isMarked || _levels[offset].Lots == 0, "An empty level holds nothing.");
            count += isMarked ? 1 : 0;
        }

        for (var page = 0; page < _pages.Length; page++)
        {
            var isMarked = ((_words[page >> PageShift] >> page) & 1) != 0;
            Debug.Assert(isMarked == (_pages[page] != 0), "The words mark the pages with levels.");
        }

        for (var key = BestKey; key != NoKey; key = NextBelow(key))
        {
            count--;
        }

        Debug.Assert(count == 0, "A walk from the best visits every level once.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref PriceLevel JoinOutside(long key)
    {
        if (!TryGrowTo(key) && ++_misses >= MissesPerMove && !IsCentred(BestKey))
        {
            Relocate((BestKey - (SpanMax / 4 * 3)) & -(1L << PageShift), SpanMax);
        }

        if (Covers(key))
        {
            return ref Join(key);
        }

        BestKey = Math.Max(BestKey, key);
        return ref JoinFar(key);
    }

    private bool Covers(long key) => unchecked((ulong)(key - _floor)) < (ulong)_levels.Length;

    // Above the best a quarter of the window is left for the price to move into.
    private bool IsCentred(long key)
    {
        var eighth = _levels.Length / 8;
        return key - _floor >= 2 * eighth && key - _floor < 7 * eighth;
    }

    /// <summary>
    /// Makes the window large enough for a key and all that it spans; an empty one goes to where the key is.
    /// </summary>
    /// <returns>False where the largest span is not enough.</returns>
    private bool TryGrowTo(long key)
    {
        var low = _summary == 0 ? key : Math.Min(key, _floor);
        var high = _summary == 0 ? key : Math.Max(key, _floor + _levels.Length - 1);
        var span = _levels.Length;
        while (span <= SpanMax && !Fits(span))
        {
            span *= 2;
        }

        if (span > SpanMax)
        {
            return false;
        }

        // What is over is shared out: a price that has strayed one way may stray the other.
        var room = span - (high - low) - 1;
        Relocate((low - (room / 2)) & -(1L << PageShift), span);
        return true;

        // A page more than the distance, because the floor is rounded down to one.
        bool Fits(int length) => high - low < length - (1 << PageShift);
    }

    private void Relocate(long floor, int span)
    {
        _misses = 0;
        Spill(floor, span);
        if (_summary == 0 && span == _levels.Length)
        {
            // Nothing is left in it, so there is nothing to move: an empty side may jump as often as it likes.
            _floor = floor;
            Absorb();
            return;
        }

        var (oldLevels, oldPages, oldFloor) = (_levels, _pages, _floor);
        if (span != oldLevels.Length)
        {
            _levels = new PriceLevel[span];
            _pages = new ulong[span >> PageShift];
            _words = new ulong[span >> WordShift];
        }

        var shift = (long)Int128.Clamp((Int128)oldFloor - floor, -SpanMax, SpanMax);
        Shift(oldLevels, _levels, (int)shift);
        Shift(oldPages, _pages, (int)shift >> PageShift);
        _floor = floor;
        RebuildWords();
        Absorb();
    }

    /// <summary>Copies a table to where its entries lie after a move; what lies outside either is empty.</summary>
    private static void Shift<T>(T[] from, T[] to, int shift)
    {
        var first = Math.Max(0, shift);
        var end = Math.Max(first, Math.Min(to.Length, from.Length + shift));
        if (first < end)
        {
            Array.Copy(from, first - shift, to, first, end - first);
        }

        Array.Clear(to, 0, Math.Min(first, to.Length));
        Array.Clear(to, Math.Min(end, to.Length), to.Length - Math.Min(end, to.Length));
    }

    private void Spill(long floor, int span)
    {
        for (var key = HighestInWindow(); key != NoKey; key = HighestBelow((int)(key - _floor)))
        {
            if (unchecked((ulong)(key - floor)) >= (ulong)span)
            {
                var level = At(key);
                At(key) = default;
                Unmark((int)(key - _floor));
                JoinFar(key) = level;
            }
        }
    }

    private void Absorb()
    {
        while (_far.TryFrom(_floor, out var key, out _) && Covers(key))
        {
            var level = AtFar(key);
            LeaveFar(key);
            _levels[key - _floor] = level;
            Mark((int)(key - _floor));
        }
    }

    private void RebuildWords()
    {
        Array.Clear(_words);
        _summary = 0;
        for (var page = 0; page < _pages.Length; page++)
        {
            if (_pages[page] != 0)
            {
                _words[page >> PageShift] |= 1UL << page;
                _summary |= 1UL << (page >> PageShift);
            }
        }
    }

    private ref PriceLevel AtFar(long key) => ref _farLevels[_far.QuantityAt(key)];

    private ref PriceLevel JoinFar(long key)
    {
        var place = (int)_far.QuantityAt(key);
        if (place == 0)
        {
            place = _farFree != 0 ? _farFree : TakeUnusedFar();
            _farFree = _farLevels[place].Tail;
            _farLevels[place] = default;
            _far.Set(key, place);
        }

        return ref _farLevels[place];
    }

    private int TakeUnusedFar()
    {
        if (_farUsed == _farLevels.Length)
        {
            Array.Resize(ref _farLevels, _farUsed * 2);
        }

        // Fresh places end the list of free ones.
        _farLevels[_farUsed] = default;
        return _farUsed++;
    }

    private void LeaveFar(long key)
    {
        var place = (int)_far.QuantityAt(key);
        _far.Set(key, 0);
        _farLevels[place] = new PriceLevel { Tail = _farFree };
        _farFree = place;
    }

    private void Mark(int offset)
    {
        _pages[offset >> PageShift] |= 1UL << offset;
        _words[offset >> WordShift] |= 1UL << (offset >> PageShift);
        _summary |= 1UL << (offset >> WordShift);
    }

    private void Unmark(int offset)
    {
        ref var page = ref _pages[offset >> PageShift];
        page &= ~(1UL << offset);
        if (page == 0)
        {
            ref var word = ref _words[offset >> WordShift];
            word &= ~(1UL << (offset >> PageShift));
            _summary &= ~((word == 0 ? 1UL : 0) << (offset >> WordShift));
        }
    }

    private void FindBest()
    {
        BestKey = HighestInWindow();
        if (_far.Count != 0 && _far.TryHighest(out var far, out _) && far > BestKey)
        {
            BestKey = far;
        }
    }

    private long HighestInWindow() => _summary == 0 ? NoKey : HighestInWord(BitOperations.Log2(_summary));

    private long HighestInWord(int word) => HighestInPage((word << PageShift) + BitOperations.Log2(_words[word]));

    private long HighestInPage(int page) => _floor + ((long)page << PageShift) + BitOperations.Log2(_pages[page]);

    private long HighestBelow(int offset)
    {
        var page = offset >> PageShift;
        var rest = _pages[page] & ((1UL << offset) - 1);
        if (rest != 0)
        {
            return _floor + ((long)page << PageShift) + BitOperations.Log2(rest);
        }

        var word = page >> PageShift;
        var pages = _words[word] & ((1UL << page) - 1);
        if (pages != 0)
        {
            return HighestInPage((word << PageShift) + BitOperations.Log2(pages));
        }

        var words = _summary & ((1UL << word) - 1);
        return words == 0 ? NoKey : HighestInWord(BitOperations.Log2(words));
    }
}
