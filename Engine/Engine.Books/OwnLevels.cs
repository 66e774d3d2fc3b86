using System.Diagnostics;
using Engine.Model.State;

namespace Engine.Books;

/// <summary>What our own orders have resting on one side, by price in ascending order. One thread.</summary>
/// <remarks>
/// A few levels at most times, so a sorted array under a binary search, and loops that move one or two entries rather
/// than calls that move any number; it grows only to what it once held.
/// </remarks>
internal sealed class OwnLevels
{
    private long[] _prices = new long[16];
    private long[] _lots = new long[16];
    private int _count;

    /// <summary>How many prices hold something.</summary>
    internal int Count => _count;

    /// <summary>The lots at a price; zero where nothing of ours rests.</summary>
    internal long LotsAt(long price)
    {
        if (_count == 0)
        {
            return 0;
        }

        var place = PlaceOf(price);
        return place >= 0 ? _lots[place] : 0;
    }

    /// <summary>Adds lots at a price; negative takes away, and what becomes zero is gone.</summary>
    internal void Add(long price, long lots)
    {
        var place = PlaceOf(price);
        if (place < 0)
        {
            Insert(~place, price, lots);
            return;
        }

        _lots[place] = checked(_lots[place] + lots);
        Debug.Assert(_lots[place] >= 0, "Nothing is taken away that does not rest.");
        if (_lots[place] == 0)
        {
            Remove(place);
        }
    }

    internal void VisitState(StateSink sink)
    {
        sink.VisitCount(ref _count);
        if (_prices.Length < _count)
        {
            Array.Resize(ref _prices, _count);
            Array.Resize(ref _lots, _count);
        }

        for (var i = 0; i < _count; i++)
        {
            sink.Visit(ref _prices[i]);
            sink.Visit(ref _lots[i]);
        }
    }

    // Of a span, not of an array: the comparison is then part of the loop and no call.
    private int PlaceOf(long price) => new ReadOnlySpan<long>(_prices, 0, _count).BinarySearch(price);

    private void Insert(int place, long price, long lots)
    {
        if (lots == 0)
        {
            return;
        }

        Debug.Assert(lots > 0, "Nothing is taken away that does not rest.");
        if (_count == _prices.Length)
        {
            Array.Resize(ref _prices, _count * 2);
            Array.Resize(ref _lots, _count * 2);
        }

        for (var i = _count++; i > place; i--)
        {
            (_prices[i], _lots[i]) = (_prices[i - 1], _lots[i - 1]);
        }

        (_prices[place], _lots[place]) = (price, lots);
    }

    private void Remove(int place)
    {
        _count--;
        for (; place < _count; place++)
        {
            (_prices[place], _lots[place]) = (_prices[place + 1], _lots[place + 1]);
        }
    }
}
