using System.Diagnostics;
using System.Numerics;

namespace Engine.Books;

/// <summary>The levels within 131,072 ticks around the touch: a table of pages under a two-word-deep bitmap.</summary>
/// <remarks>
/// A key's page is found by a subtraction and a shift, its place by a count of bits, the next best by three scans of
/// one word each. Keys ascend from worst to best on either side; see <see cref="BookSide" />.
/// </remarks>
internal sealed class LevelWindow
{
    /// <summary>Prices in a page: as many as a word has bits.</summary>
    internal const int PageTicks = 64;

    /// <summary>Pages in the window: one word of 32 bits over 32 words of 64.</summary>
    internal const int PageCount = 2_048;

    /// <summary>Prices in the window.</summary>
    internal const int SpanTicks = PageCount * PageTicks;

    private const int PageShift = 6;
    private const int SparseCountMax = 4;
    private const int DemotedClass = 2;

    private readonly Page[] _pages = new Page[PageCount];
    private readonly ulong[] _words = new ulong[PageCount / 64];
    private readonly QuantityArena _arena = new();
    private ulong _summary;

    /// <summary>The lowest key of the window; a multiple of <see cref="PageTicks" />.</summary>
    internal long Floor { get; private set; }

    /// <summary>Whether no level is in the window.</summary>
    internal bool IsEmpty => _summary == 0;

    /// <summary>Whether a key lies in the window.</summary>
    internal bool Covers(long key) => unchecked((ulong)(key - Floor)) < SpanTicks;

    /// <summary>The page of a key that <see cref="Covers" />.</summary>
    internal int PageOf(long key) => (int)(unchecked(key - Floor) >> PageShift);

    /// <summary>Sets the quantity at a key of the window; zero removes it.</summary>
    /// <returns>By how much the number of levels changed.</returns>
    internal int Set(long key, long lots)
    {
        Debug.Assert(Covers(key) && lots >= 0, "Keys of the window hold quantities that are not negative.");

        ref var page = ref _pages[PageOf(key)];
        var bit = 1UL << (int)(key & (PageTicks - 1));
        var isPresent = (page.Mask & bit) != 0;
        if (lots != 0)
        {
            if (isPresent)
            {
                _arena.Lots[page.Block + PlaceOf(in page, bit)] = lots;
                return 0;
            }

            Insert(ref page, bit, lots, PageOf(key));
            return 1;
        }

        if (!isPresent)
        {
            return 0;
        }

        Remove(ref page, bit, PageOf(key));
        return -1;
    }

    /// <summary>The quantity at a key of the window; zero where there is none.</summary>
    internal long QuantityAt(long key)
    {
        ref readonly var page = ref _pages[PageOf(key)];
        var bit = 1UL << (int)(key & (PageTicks - 1));
        return (page.Mask & bit) == 0 ? 0 : _arena.Lots[page.Block + PlaceOf(in page, bit)];
    }

    /// <summary>Finds the highest key in the window.</summary>
    internal bool TryHighest(out long key)
    {
        if (_summary == 0)
        {
            key = 0;
            return false;
        }

        key = HighestInWord(BitOperations.Log2(_summary));
        return true;
    }

    /// <summary>Finds the highest key in the window that is below one that <see cref="Covers" />.</summary>
    internal bool TryBelow(long key, out long below)
    {
        var page = PageOf(key);
        var rest = _pages[page].Mask & LowBits((int)(key & (PageTicks - 1)));
        if (rest != 0)
        {
            below = KeyOf(page, BitOperations.Log2(rest));
            return true;
        }

        var word = page >> PageShift;
        var pages = _words[word] & LowBits(page & (PageTicks - 1));
        if (pages != 0)
        {
            below = HighestInPage((word << PageShift) + BitOperations.Log2(pages));
            return true;
        }

        var words = _summary & LowBits(word);
        below = words == 0 ? 0 : HighestInWord(BitOperations.Log2(words));
        return words != 0;
    }

    /// <summary>Moves the window so that it starts at the page of a key; levels that fall out go to the far ones.</summary>
    /// <param name="floor">The new lowest key, rounded down to a page; at most <see cref="long.MaxValue" /> less the span.</param>
    /// <param name="far">Takes what falls out, and gives what lies in the new window.</param>
    internal void MoveTo(long floor, FarLevels far)
    {
        floor &= ~(long)(PageTicks - 1);
        Debug.Assert(floor <= long.MaxValue - SpanTicks + 1, "The window ends within the numbers.");

        // The window's place in pages never overflows an Int128; beyond one span either way everything falls out.
        var moved = Int128.Clamp(((Int128)floor - Floor) >> PageShift, -PageCount, PageCount);
        var shift = (int)moved;
        Spill(shift > 0 ? 0 : PageCount + shift, Math.Abs(shift), far);
        var kept = PageCount - Math.Abs(shift);
        Array.Copy(_pages, Math.Max(shift, 0), _pages, Math.Max(-shift, 0), kept);
        Array.Clear(_pages, shift > 0 ? kept : 0, Math.Abs(shift));
        Floor = floor;
        RebuildBitmap();
        Absorb(far);
    }

    /// <summary>Forgets every level; the window stays where it is.</summary>
    internal void Clear()
    {
        Array.Clear(_pages);
        Array.Clear(_words);
        _summary = 0;
        _arena.Clear();
    }

    /// <summary>Asserts what must hold between calls, and counts the levels.</summary>
    internal int CountWhole()
    {
        var count = 0;
        for (var page = 0; page < PageCount; page++)
        {
            var isMarked = (_words[page >> PageShift] & (1UL << (page & (PageTicks - 1)))) != 0;
            Debug.Assert(isMarked == (_pages[page].Mask != 0), "The bitmap marks the pages that hold levels.");
            count += BitOperations.PopCount(_pages[page].Mask);
        }

        for (var word = 0; word < _words.Length; word++)
        {
            Debug.Assert(((_summary >> word) & 1) == (_words[word] != 0 ? 1UL : 0), "The summary marks the words in use.");
        }

        return count;
    }

    private static ulong LowBits(int count) => (1UL << count) - 1;

    private static int PlaceOf(in Page page, ulong bit) => page.SizeClass == QuantityArena.DirectClass
        ? BitOperations.TrailingZeroCount(bit)
        : BitOperations.PopCount(page.Mask & (bit - 1));

    private long KeyOf(int page, int offset) => Floor + ((long)page << PageShift) + offset;

    private long HighestInPage(int page) => KeyOf(page, BitOperations.Log2(_pages[page].Mask));

    private long HighestInWord(int word) => HighestInPage((word << PageShift) + BitOperations.Log2(_words[word]));

    private void Insert(ref Page page, ulong bit, long lots, int pageIndex)
    {
        if (page.Mask == 0)
        {
            page.SizeClass = 0;
            page.Block = _arena.Rent(0);
            _words[pageIndex >> PageShift] |= 1UL << (pageIndex & (PageTicks - 1));
            _summary |= 1UL << (pageIndex >> PageShift);
        }
        else if (page.SizeClass != QuantityArena.DirectClass
            && BitOperations.PopCount(page.Mask) == QuantityArena.Capacity(page.SizeClass))
        {
            ChangeClass(ref page, page.SizeClass + 1);
        }

        var place = PlaceOf(in page, bit);
        var block = _arena.Lots.AsSpan(page.Block, QuantityArena.Capacity(page.SizeClass));
        if (page.SizeClass != QuantityArena.DirectClass)
        {
            var count = BitOperations.PopCount(page.Mask);
            block[place..count].CopyTo(block[(place + 1)..]);
        }

        block[place] = lots;
        page.Mask |= bit;
    }

    private void Remove(ref Page page, ulong bit, int pageIndex)
    {
        var place = PlaceOf(in page, bit);
        page.Mask &= ~bit;
        var count = BitOperations.PopCount(page.Mask);
        if (page.SizeClass != QuantityArena.DirectClass)
        {
            var block = _arena.Lots.AsSpan(page.Block, count + 1);
            block[(place + 1)..].CopyTo(block[place..]);
        }
        else if (count <= SparseCountMax)
        {
            ChangeClass(ref page, DemotedClass);
        }

        if (count == 0)
        {
            _arena.Return(page.Block, page.SizeClass);
            var word = pageIndex >> PageShift;
            _words[word] &= ~(1UL << (pageIndex & (PageTicks - 1)));
            _summary &= ~((_words[word] == 0 ? 1UL : 0) << word);
        }
    }

    private void ChangeClass(ref Page page, int sizeClass)
    {
        var target = page with { SizeClass = sizeClass, Block = _arena.Rent(sizeClass) };
        var lots = _arena.Lots;
        for (var rest = page.Mask; rest != 0; rest &= rest - 1)
        {
            var bit = rest & (0 - rest);
            lots[target.Block + PlaceOf(in target, bit)] = lots[page.Block + PlaceOf(in page, bit)];
        }

        _arena.Return(page.Block, page.SizeClass);
        page = target;
    }

    // The pages lie side by side, so their levels are neighbours among the far ones, too: one gap takes them all.
    private void Spill(int firstPage, int pageCount, FarLevels far)
    {
        var levels = 0;
        for (var page = firstPage; page < firstPage + pageCount; page++)
        {
            levels += BitOperations.PopCount(_pages[page].Mask);
        }

        if (levels == 0)
        {
            return;
        }

        var next = far.LowerBound(Floor);
        far.OpenGap(next, levels);
        for (var index = firstPage; index < firstPage + pageCount; index++)
        {
            ref readonly var page = ref _pages[index];
            for (var rest = page.Mask; rest != 0; rest &= rest - 1)
            {
                var place = PlaceOf(in page, rest & (0 - rest));
                far.Write(next++, KeyOf(index, BitOperations.TrailingZeroCount(rest)), _arena.Lots[page.Block + place]);
            }

            if (page.Mask != 0)
            {
                _arena.Return(page.Block, page.SizeClass);
            }
        }
    }

    private void Absorb(FarLevels far)
    {
        var first = far.LowerBound(Floor);
        var end = first;
        while (end < far.Count && Covers(far.KeyAt(end)))
        {
            Set(far.KeyAt(end), far.LotsAt(end));
            end++;
        }

        far.RemoveRange(first, end - first);
    }

    private void RebuildBitmap()
    {
        _summary = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            var bits = 0UL;
            for (var page = 0; page < 64; page++)
            {
                bits |= (_pages[(word << PageShift) + page].Mask != 0 ? 1UL : 0) << page;
            }

            _words[word] = bits;
            _summary |= (bits != 0 ? 1UL : 0) << word;
        }
    }
}
