using System.Diagnostics;
using Engine.Model.State;

namespace Engine.Core.Risk;

/// <summary>The prices of our own open limit orders on one side, in ascending order. One thread.</summary>
/// <remarks>
/// Unlike the marks in the book it knows an order from the moment at which it is sent. It counts apart those that
/// stand and those whose cancel is under way. A few prices at most times, so a sorted array under a binary search.
/// </remarks>
internal sealed class OwnPrices
{
    private long[] _prices = new long[16];
    private int[] _open = new int[16];
    private int[] _standing = new int[16];
    private int _count;

    /// <summary>The lowest price of an open order; <see cref="long.MaxValue" /> where there is none.</summary>
    /// <param name="standingOnly">Whether those whose cancel is under way are left out.</param>
    internal long Lowest(bool standingOnly)
    {
        for (var i = 0; i < _count; i++)
        {
            if (!standingOnly || _standing[i] > 0)
            {
                return _prices[i];
            }
        }

        return long.MaxValue;
    }

    /// <summary>The highest price of an open order; <see cref="long.MinValue" /> where there is none.</summary>
    /// <param name="standingOnly">Whether those whose cancel is under way are left out.</param>
    internal long Highest(bool standingOnly)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (!standingOnly || _standing[i] > 0)
            {
                return _prices[i];
            }
        }

        return long.MinValue;
    }

    /// <summary>An order is open at a price.</summary>
    internal void Add(long price, bool isStanding)
    {
        var place = Array.BinarySearch(_prices, 0, _count, price);
        if (place < 0)
        {
            place = ~place;
            Insert(place, price);
        }

        _open[place]++;
        _standing[place] += isStanding ? 1 : 0;
    }

    /// <summary>An order is no longer open at a price.</summary>
    internal void Remove(long price, bool isStanding)
    {
        var place = Array.BinarySearch(_prices, 0, _count, price);
        Debug.Assert(place >= 0 && _open[place] > 0, "Only what was added is taken away.");
        _standing[place] -= isStanding ? 1 : 0;
        if (--_open[place] > 0)
        {
            return;
        }

        _count--;
        Array.Copy(_prices, place + 1, _prices, place, _count - place);
        Array.Copy(_open, place + 1, _open, place, _count - place);
        Array.Copy(_standing, place + 1, _standing, place, _count - place);
    }

    internal void VisitState(StateSink sink)
    {
        sink.VisitCount(ref _count);
        while (_prices.Length < _count)
        {
            Grow();
        }

        for (var i = 0; i < _count; i++)
        {
            sink.Visit(ref _prices[i]);
            sink.Visit(ref _open[i]);
            sink.Visit(ref _standing[i]);
        }
    }

    private void Insert(int place, long price)
    {
        if (_count == _prices.Length)
        {
            Grow();
        }

        Array.Copy(_prices, place, _prices, place + 1, _count - place);
        Array.Copy(_open, place, _open, place + 1, _count - place);
        Array.Copy(_standing, place, _standing, place + 1, _count - place);
        (_prices[place], _open[place], _standing[place]) = (price, 0, 0);
        _count++;
    }

    private void Grow()
    {
        var length = _prices.Length * 2;
        Array.Resize(ref _prices, length);
        Array.Resize(ref _open, length);
        Array.Resize(ref _standing, length);
    }
}
