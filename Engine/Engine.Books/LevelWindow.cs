using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engine.Books;

/// <summary>
/// The levels within 65,536 ticks around the touch: quantities in cache lines, their presence in a bitmap.
/// </summary>
/// <remarks>
/// Eight neighbouring prices share one cache line of quantities, taken from a pool while one of them is present: dense
/// where levels are dense, small where they are sparse. Sixty-four prices are a page, one word of the bitmap; two more
/// layers of words over the pages find the next best in three scans. Measured against pages that pack their
/// quantities by count, this is the faster by far where levels come and go, for it never moves a neighbour. Keys
/// ascend from worst to best on either side; see <see cref="BookSide" />.
/// </remarks>
internal sealed class LevelWindow
{
    /// <summary>Prices in a page: as many as a word has bits.</summary>
    internal const int PageTicks = 64;

    /// <summary>Pages in the window: one word of 16 bits over 16 words of 64.</summary>
    internal const int PageCount = 1_024;

    /// <summary>Prices in the window.</summary>
    internal const int SpanTicks = PageCount * PageTicks;

    private const int PageShift = 6;
    private const int WordShift = 12;
    private const int LineShift = 3;
    private const int LineTicks = 1 << LineShift;
    private const int LinesPerPage = PageTicks / LineTicks;

    // The pool grows by steps, not by doubling: a book is to stay small, and it grows only while it warms up.
    private const int LinesPerStep = 128;

    private readonly ulong[] _pages = new ulong[PageCount];
    private readonly ulong[] _words = new ulong[PageCount / 64];
    private readonly ushort[] _lines = new ushort[SpanTicks / LineTicks];
    private long[] _lots = new long[LinesPerStep * LineTicks];
    private ulong _summary;

    // Line 0 is never given out: it stands for "none", both in the table and at the end of the list of free lines.
    private int _usedLines = 1;
    private int _freeLine;

    /// <summary>The lowest key of the window; a multiple of <see cref="PageTicks" />.</summary>
    internal long Floor { get; private set; }

    /// <summary>Whether no level is in the window.</summary>
    internal bool IsEmpty => _summary == 0;

    /// <summary>Whether a key lies in the window.</summary>
    internal bool Covers(long key) => unchecked((ulong)(key - Floor)) < SpanTicks;

    /// <summary>The page of a key that <see cref="Covers" />.</summary>
    internal int PageOf(long key) => OffsetOf(key) >> PageShift;

    /// <summary>Sets the quantity at a key of the window; zero removes it.</summary>
    /// <returns>By how much the number of levels changed.</returns>
    internal int Set(long key, long lots)
    {
        Debug.Assert(Covers(key) && lots >= 0, "Keys of the window hold quantities that are not negative.");

        // A shift takes the low six bits of its count: the offset itself is the number of the bit within its page.
        // Whether a change adds or removes is a coin's toss, so neither may be a branch: both write the quantity (of
        // no level at all where the line is the one that is never given out) and the bit.
        var offset = OffsetOf(key);
        ref var page = ref _pages[offset >> PageShift];
        ref var line = ref _lines[offset >> LineShift];
        var isPresent = lots == 0 ? 0UL : 1UL;
        if (line < isPresent)
        {
            RentLine(ref line, offset);
        }

        _lots[PlaceOf(line, offset)] = lots;
        var before = page;
        page = (before & ~(1UL << offset)) | (isPresent << offset);
        if (line != 0 && (byte)(page >> (offset & (PageTicks - LineTicks))) == 0)
        {
            ReturnLine(ref line, offset);
        }

        return (int)isPresent - (int)((before >> offset) & 1);
    }

    /// <summary>The quantity at a key of the window; zero where there is none.</summary>
    internal long QuantityAt(long key)
    {
        var offset = OffsetOf(key);
        var isPresent = ((_pages[offset >> PageShift] >> offset) & 1) != 0;
        return isPresent ? _lots[PlaceOf(_lines[offset >> LineShift], offset)] : 0;
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
        var offset = OffsetOf(key);
        var page = offset >> PageShift;
        var rest = _pages[page] & BitsBelow(offset);
        if (rest != 0)
        {
            below = KeyOf(page, BitOperations.Log2(rest));
            return true;
        }

        var word = page >> PageShift;
        var pages = _words[word] & BitsBelow(page);
        if (pages != 0)
        {
            below = HighestInPage((word << PageShift) + BitOperations.Log2(pages));
            return true;
        }

        var words = _summary & BitsBelow(word);
        below = words == 0 ? 0 : HighestInWord(BitOperations.Log2(words));
        return words != 0;
    }

    /// <summary>
    /// Moves the window so that it starts at the page of a key; levels that fall out go to the far ones.
    /// </summary>
    /// <param name="floor">The new lowest key, rounded down to a page; at most <see cref="long.MaxValue" /> less the
    /// span.</param>
    /// <param name="far">Takes what falls out, and gives what lies in the new window.</param>
    internal void MoveTo(long floor, FarLevels far)
    {
        floor &= ~(long)(PageTicks - 1);
        Debug.Assert(floor <= long.MaxValue - SpanTicks + 1, "The window ends within the numbers.");

        // The distance may exceed a long; beyond one span either way everything falls out all the same.
        var shift = (int)Int128.Clamp(((Int128)floor - Floor) >> PageShift, -PageCount, PageCount);
        Spill(shift > 0 ? 0 : PageCount + shift, Math.Abs(shift), far);
        Shift(_pages, shift);
        Shift(_lines, shift * LinesPerPage);
        Floor = floor;
        RebuildBitmap();
        Absorb(far);
    }

    /// <summary>Forgets every level; the window stays where it is.</summary>
    internal void Clear()
    {
        Array.Clear(_pages);
        Array.Clear(_words);
        Array.Clear(_lines);
        _summary = 0;
        _usedLines = 1;
        _freeLine = 0;
    }

    /// <summary>Asserts what must hold between calls, over the whole window, and counts the levels.</summary>
    internal int CountWhole()
    {
        var count = 0;
        var lines = 0;
        for (var page = 0; page < PageCount; page++)
        {
            var isMarked = ((_words[page >> PageShift] >> page) & 1) != 0;
            Debug.Assert(isMarked == (_pages[page] != 0), "The words mark the pages that hold levels.");
            for (var line = 0; line < LinesPerPage; line++)
            {
                var isUsed = (byte)(_pages[page] >> (line * LineTicks)) != 0;
                Debug.Assert(isUsed == (_lines[(page * LinesPerPage) + line] != 0), "Lines serve present levels.");
                lines += isUsed ? 1 : 0;
            }

            count += BitOperations.PopCount(_pages[page]);
        }

        for (var line = _freeLine; line != 0; line = (int)_lots[line << LineShift])
        {
            lines++;
        }

        Debug.Assert(lines == _usedLines - 1, "Every line is in use or free: none is lost.");
        for (var word = 0; word < _words.Length; word++)
        {
            Debug.Assert(((_summary >> word) & 1) != 0 == (_words[word] != 0), "The summary marks the words in use.");
        }

        return count;
    }

    private static ulong BitsBelow(int bit) => (1UL << bit) - 1;

    private static int PlaceOf(int line, int offset) => (line << LineShift) + (offset & (LineTicks - 1));

    private static void Shift<T>(T[] table, int shift)
    {
        var dropped = Math.Abs(shift);
        var kept = table.Length - dropped;
        Array.Copy(table, Math.Max(shift, 0), table, Math.Max(-shift, 0), kept);
        Array.Clear(table, shift > 0 ? kept : 0, dropped);
    }

    private int OffsetOf(long key) => (int)unchecked(key - Floor);

    private long KeyOf(int page, int bit) => Floor + ((long)page << PageShift) + bit;

    private long HighestInPage(int page) => KeyOf(page, BitOperations.Log2(_pages[page]));

    private long HighestInWord(int word) => HighestInPage((word << PageShift) + BitOperations.Log2(_words[word]));

    // A page that was empty has no lines: so only a new line can be what makes its page appear in the words above.
    private void RentLine(ref ushort line, int offset)
    {
        if (_freeLine != 0)
        {
            line = (ushort)_freeLine;
            _freeLine = (int)_lots[_freeLine << LineShift];
        }
        else
        {
            line = TakeUnusedLine();
        }

        _words[offset >> WordShift] |= 1UL << (offset >> PageShift);
        _summary |= 1UL << (offset >> WordShift);
    }

    private void ReturnLine(ref ushort line, int offset)
    {
        _lots[line << LineShift] = _freeLine;
        _freeLine = line;
        line = 0;
        ref var word = ref _words[offset >> WordShift];
        word &= ~((_pages[offset >> PageShift] == 0 ? 1UL : 0) << (offset >> PageShift));
        _summary &= ~((word == 0 ? 1UL : 0) << (offset >> WordShift));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ushort TakeUnusedLine()
    {
        if ((_usedLines + 1) << LineShift > _lots.Length)
        {
            Array.Resize(ref _lots, _lots.Length + (LinesPerStep * LineTicks));
        }

        return checked((ushort)_usedLines++);
    }

    private void Spill(int firstPage, int pageCount, FarLevels far)
    {
        for (var page = firstPage; page < firstPage + pageCount; page++)
        {
            for (var rest = _pages[page]; rest != 0; rest &= rest - 1)
            {
                var key = KeyOf(page, BitOperations.TrailingZeroCount(rest));
                far.Set(key, QuantityAt(key));
            }

            ReturnLinesOf(page);
        }
    }

    private void ReturnLinesOf(int page)
    {
        foreach (ref var line in _lines.AsSpan(page * LinesPerPage, LinesPerPage))
        {
            if (line != 0)
            {
                _lots[line << LineShift] = _freeLine;
                _freeLine = line;
            }
        }
    }

    private void Absorb(FarLevels far)
    {
        while (far.TryFrom(Floor, out var key, out var lots) && Covers(key))
        {
            Set(key, lots);
            far.Set(key, 0);
        }
    }

    private void RebuildBitmap()
    {
        _summary = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            var bits = 0UL;
            for (var page = 0; page < 64; page++)
            {
                bits |= (_pages[(word << PageShift) + page] != 0 ? 1UL : 0) << page;
            }

            _words[word] = bits;
            _summary |= (bits != 0 ? 1UL : 0) << word;
        }
    }
}
