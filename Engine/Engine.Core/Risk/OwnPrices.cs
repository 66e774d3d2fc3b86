using System.Diagnostics;
using Engine.Model.State;

namespace Engine.Core.Risk;

/// <summary>The prices of our own open limit orders on one side, in ascending order. One thread.</summary>
/// <remarks>
/// Unlike the marks in the book it knows an order from the moment at which it is sent. It counts apart those that
/// stand and those whose cancel is under way. A few prices at most times, so a sorted array under a binary search; and
/// loops that move one or two entries rather than calls that move any number.
/// </remarks>
internal sealed class OwnPrices
{
    private OwnPrice[] _prices = new OwnPrice[16];
    private int _count;

    /// <summary>The lowest price of an open order; <see cref="long.MaxValue" /> where there is none.</summary>
    /// <param name="standingOnly">Whether those whose cancel is under way are left out.</param>
    internal long Lowest(bool standingOnly)
    {
        for (var i = 0; i < _count; i++)
        {
            if (!standingOnly || _prices[i].Standing > 0)
            {
                return _prices[i].Price;
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
            if (!standingOnly || _prices[i].Standing > 0)
            {
                return _prices[i].Price;
            }
        }

        return long.MinValue;
    }

    /// <summary>An order is open at a price.</summary>
    internal void Add(long price, bool isStanding)
    {
        var place = PlaceOf(price);
        if (place == _count || _prices[place].Price != price)
        {
            Insert(place, price);
        }

        _prices[place].Open++;
        _prices[place].Standing += isStanding ? 1 : 0;
    }

    /// <summary>An order is no longer open at a price.</summary>
    internal void Remove(long price, bool isStanding)
    {
        var place = PlaceOf(price);
        Debug.Assert(
            place < _count && _prices[place].Price == price && _prices[place].Open > 0,
            "Only what was added is taken away.");
        _prices[place].Standing -= isStanding ? 1 : 0;
        if (--_prices[place].Open > 0)
        {
            return;
        }

        _count--;
        for (; place < _count; place++)
        {
            _prices[place] = _prices[place + 1];
        }
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
            sink.Visit(ref _prices[i].Price);
            sink.Visit(ref _prices[i].Open);
            sink.Visit(ref _prices[i].Standing);
        }
    }

    /// <summary>Where a price stands, or would.</summary>
    private int PlaceOf(long price)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_prices[middle].Price < price)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Insert(int place, long price)
    {
        if (_count == _prices.Length)
        {
            Grow();
        }

        for (var i = _count++; i > place; i--)
        {
            _prices[i] = _prices[i - 1];
        }

        _prices[place] = new OwnPrice { Price = price };
    }

    private void Grow() => Array.Resize(ref _prices, _prices.Length * 2);

    /// <summary>How many orders are open at a price, and how many of them stand.</summary>
    private struct OwnPrice
    {
        internal long Price;
        internal int Open;
        internal int Standing;
    }
}
