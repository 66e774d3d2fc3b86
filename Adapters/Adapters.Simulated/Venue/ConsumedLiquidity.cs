using System.Diagnostics;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>
/// What our own fills have taken from the public book, which does not know of them, until it refreshes the level.
/// </summary>
/// <remarks>A part of its instrument and no object: each public event looks whether it is empty.</remarks>
internal struct ConsumedLiquidity
{
    private long[] _prices;
    private long[] _lots;
    private bool[] _areAsks;
    private int _count;

    public ConsumedLiquidity()
    {
        _prices = new long[32];
        _lots = new long[32];
        _areAsks = new bool[32];
    }

    /// <summary>Whether nothing is taken.</summary>
    internal readonly bool IsEmpty => _count == 0;

    /// <summary>What is taken at a price, in lots.</summary>
    internal readonly long At(Side side, PriceTicks price)
    {
        var index = IndexOf(side, price.Value);
        return index < 0 ? 0 : _lots[index];
    }

    /// <summary>Takes more.</summary>
    internal void Add(Side side, PriceTicks price, QtyLots quantity)
    {
        Debug.Assert(quantity > QtyLots.Zero, "A fill has a quantity.");
        var index = IndexOf(side, price.Value);
        if (index >= 0)
        {
            _lots[index] += quantity.Value;
            return;
        }

        Append(side == Side.Ask, price.Value, quantity.Value);
    }

    /// <summary>Forgets what a public event has refreshed: a level, or the whole by a snapshot or a quote.</summary>
    internal void OnEvent(in Event e)
    {
        if (_count == 0)
        {
            return;
        }

        switch (e.Kind)
        {
            case EventKind.BookLevel when (e.Flags & EventFlags.Snapshot) == 0:
                Forget(IndexOf(e.Side, e.BookLevel.Price.Value));
                break;
            case EventKind.BookSnapshotBegin when (e.Flags & EventFlags.Delta) != 0:
                break;
            case EventKind.BookLevel or EventKind.BookSnapshotBegin or EventKind.Quote:
                _count = 0;
                break;
            default:
                break;
        }
    }

    /// <summary>Forgets all.</summary>
    internal void Clear() => _count = 0;

    /// <summary>Visits all of it, in the order in which it was taken.</summary>
    internal void VisitState(StateSink sink)
    {
        var count = _count;
        sink.Visit(ref count);
        _count = sink.IsRestoring ? 0 : _count;
        for (var i = 0; i < count; i++)
        {
            if (sink.IsRestoring)
            {
                Append(isAsk: false, 0, 0);
            }

            sink.Visit(ref _areAsks[i]);
            sink.Visit(ref _prices[i]);
            sink.Visit(ref _lots[i]);
        }
    }

    private void Append(bool isAsk, long price, long lots)
    {
        if (_count == _prices.Length)
        {
            Array.Resize(ref _prices, _count * 2);
            Array.Resize(ref _lots, _count * 2);
            Array.Resize(ref _areAsks, _count * 2);
        }

        _areAsks[_count] = isAsk;
        _prices[_count] = price;
        _lots[_count++] = lots;
    }

    private readonly int IndexOf(Side side, long price)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_prices[i] == price && _areAsks[i] == (side == Side.Ask))
            {
                return i;
            }
        }

        return -1;
    }

    private void Forget(int index)
    {
        if (index < 0)
        {
            return;
        }

        _count--;
        for (var i = index; i < _count; i++)
        {
            _prices[i] = _prices[i + 1];
            _lots[i] = _lots[i + 1];
            _areAsks[i] = _areAsks[i + 1];
        }
    }
}
