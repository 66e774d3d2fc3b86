using System.Diagnostics;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>One side of a generated book: a short array of levels, the best first.</summary>
/// <param name="side">Which.</param>
internal sealed class LadderSide(Side side)
{
    /// <summary>The most levels that a side holds between messages.</summary>
    internal const int Depth = 20;

    // Within one action a side may hold a few more before it is trimmed.
    private const int Capacity = Depth + 16;

    private readonly long[] _prices = new long[Capacity];
    private readonly long[] _quantities = new long[Capacity];

    /// <summary>Which side.</summary>
    internal Side Side => side;

    /// <summary>Which way the levels go from the best: −1 for bids, 1 for asks.</summary>
    internal int Outwards { get; } = side == Side.Bid ? -1 : 1;

    /// <summary>How many levels there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The price of a level, in ticks; 0 is the best.</summary>
    internal long Price(int index) => _prices[index];

    /// <summary>The quantity of a level, in lots.</summary>
    internal long Quantity(int index) => _quantities[index];

    /// <summary>Sets the quantity of a level.</summary>
    internal void SetQuantity(int index, long quantity)
    {
        Debug.Assert(quantity > 0, "A level holds a positive quantity.");
        _quantities[index] = quantity;
    }

    /// <summary>Adds a level, or sets its quantity where it is there.</summary>
    internal void Put(long price, long quantity)
    {
        Debug.Assert(quantity > 0 && price > 0, "A level has a positive price and quantity.");
        var index = 0;
        while (index < Count && (price - _prices[index]) * Outwards > 0)
        {
            index++;
        }

        if (index == Count || _prices[index] != price)
        {
            Debug.Assert(Count < Capacity, "A side is trimmed before it is full.");
            Array.Copy(_prices, index, _prices, index + 1, Count - index);
            Array.Copy(_quantities, index, _quantities, index + 1, Count - index);
            _prices[index] = price;
            Count++;
        }

        _quantities[index] = quantity;
    }

    /// <summary>Removes a level.</summary>
    internal void RemoveAt(int index)
    {
        Debug.Assert(index < Count, "The level is there.");
        Count--;
        Array.Copy(_prices, index + 1, _prices, index, Count - index);
        Array.Copy(_quantities, index + 1, _quantities, index, Count - index);
    }
}
