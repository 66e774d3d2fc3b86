using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>The book of one generated instrument: it chases the fair price and is never crossed.</summary>
internal sealed class GeneratedBook
{
    private const int RefillCount = 3;
    private const int LevelCountMin = 8;
    private const double BasisPoint = 1e-4;
    private const double WeightMin = 0.05;

    private readonly LadderSide _bids = new(Side.Bid);
    private readonly LadderSide _asks = new(Side.Ask);
    private readonly BookChanges _changes = new();
    private readonly InstrumentId _instrument;
    private readonly double _spreadFraction;
    private readonly long _gapTicks;
    private readonly double _levelLots;
    private SeededRandom _random;
    private double _tilt;

    /// <summary>An empty book.</summary>
    /// <param name="instrument">Whose it is.</param>
    /// <param name="template">What the instrument is like.</param>
    /// <param name="levelLots">The usual quantity of a level, in lots.</param>
    /// <param name="seed">The seed of the book's noise.</param>
    internal GeneratedBook(InstrumentId instrument, in InstrumentTemplate template, double levelLots, long seed)
    {
        _instrument = instrument;
        _spreadFraction = template.SpreadBps * BasisPoint;
        // Twenty levels reach about fifteen basis points from the best, as those of the big pairs do.
        _gapTicks = Math.Max(2, (long)(template.PriceTicks * 1.5 * BasisPoint));
        _levelLots = levelLots;
        _random = new SeededRandom(seed);
    }

    /// <summary>Whether there is something to publish.</summary>
    internal bool HasChanges => _changes.Count > 0;

    /// <summary>The best bid, in ticks; only while the side is not empty.</summary>
    internal long BestBid => _bids.Price(0);

    /// <summary>The best ask, in ticks; only while the side is not empty.</summary>
    internal long BestAsk => _asks.Price(0);

    /// <summary>The mid price, in ticks.</summary>
    internal double Mid => (BestBid + BestAsk) * 0.5;

    /// <summary>The side that an aggressor takes from.</summary>
    internal LadderSide Opposite(Side aggressor) => aggressor == Side.Bid ? _asks : _bids;

    /// <summary>Lays the first levels out; the first snapshot publishes them.</summary>
    internal void Fill(double fair)
    {
        do
        {
            _changes.Clear();
            Follow(fair, 1);
        }
        while (HasChanges);
    }

    /// <summary>Takes a quantity from the best level of a side.</summary>
    internal void TakeBest(LadderSide side, long quantity)
    {
        var left = side.Quantity(0) - quantity;
        _changes.Note(side.Side, side.Price(0), left);
        if (left == 0)
        {
            side.RemoveAt(0);
        }
        else
        {
            side.SetQuantity(0, left);
        }
    }

    /// <summary>Moves the quotes to the fair price and keeps the depth.</summary>
    /// <param name="fair">The fair price, in ticks.</param>
    /// <param name="spreadFactor">How much wider than usual the spread is now.</param>
    internal void Follow(double fair, double spreadFactor)
    {
        var middle = Math.Max(2, (long)fair);
        var half = Math.Max(0.5, fair * _spreadFraction * spreadFactor * 0.5);
        RemoveBeyond(_bids, middle);
        RemoveBeyond(_asks, middle + 1);
        Approach(_bids, Math.Min(middle, Math.Max(1, (long)(fair - half))), half);
        Approach(_asks, Math.Max(middle + 1, (long)(fair + half) + 1), half);
        Keep(_bids);
        Keep(_asks);
    }

    /// <summary>Changes a few quantities, as other people's orders come and go.</summary>
    internal void Churn(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var bits = _random.NextBits();
            var side = (bits & 1) == 0 ? _bids : _asks;
            // The product of two uniform numbers leans towards the best levels, where most orders are.
            var index = (int)((ulong)side.Count * ((bits >> 1) & 0xFFFF) * ((bits >> 17) & 0xFFFF) >> 32);
            var quantity = DrawQuantity(side, index);
            side.SetQuantity(index, quantity);
            _changes.Note(side.Side, side.Price(index), quantity);
        }
    }

    /// <summary>Lets the weight of bids against asks wander.</summary>
    internal void Drift() => _tilt = (_tilt * 0.95) + (0.12 * ((2 * _random.NextDouble()) - 1));

    /// <summary>Writes what has changed as one message.</summary>
    internal void MoveChangesTo(RunWriter writer, ref long lastUpdateId) =>
        _changes.MoveTo(writer, _instrument, ref lastUpdateId);

    /// <summary>Gives the best bid and offer.</summary>
    internal void CopyBestTo(out Quote quote) => quote = new Quote
    {
        BidPrice = new PriceTicks(_bids.Price(0)),
        BidQuantity = new QtyLots(_bids.Quantity(0)),
        AskPrice = new PriceTicks(_asks.Price(0)),
        AskQuantity = new QtyLots(_asks.Quantity(0)),
    };

    /// <summary>Writes the whole book as one message.</summary>
    internal void CopyTo(RunWriter writer, long lastUpdateId)
    {
        CopySide(_bids, EventFlags.Snapshot, writer, lastUpdateId);
        CopySide(_asks, EventFlags.Snapshot | EventFlags.Ask, writer, lastUpdateId);
    }

    private void CopySide(LadderSide side, EventFlags flags, RunWriter writer, long lastUpdateId)
    {
        for (var i = 0; i < side.Count; i++)
        {
            ref var slot = ref writer.Next(EventKind.BookLevel, _instrument, flags);
            slot.BookLevel.Price = new PriceTicks(side.Price(i));
            slot.BookLevel.Quantity = new QtyLots(side.Quantity(i));
            slot.BookLevel.FirstUpdateId = lastUpdateId;
            slot.BookLevel.LastUpdateId = lastUpdateId;
        }
    }

    /// <summary>Removes the levels that lie inside a bound: bids above it, asks below it.</summary>
    private void RemoveBeyond(LadderSide side, long bound)
    {
        while (side.Count > 0 && (bound - side.Price(0)) * side.Outwards > 0)
        {
            Remove(side, 0);
        }
    }

    private void Approach(LadderSide side, long target, double slack)
    {
        if (side.Count == 0 || (side.Price(0) - target) * side.Outwards > slack)
        {
            Put(side, target, 0);
        }
    }

    private void Keep(LadderSide side)
    {
        while (side.Count > LadderSide.Depth)
        {
            Remove(side, side.Count - 1);
        }

        var refills = side.Count < LevelCountMin ? LevelCountMin : RefillCount;
        while (side.Count < LadderSide.Depth && refills-- > 0)
        {
            var last = side.Count - 1;
            var reach = last < 4 ? (_gapTicks / 4) + 1 : _gapTicks;
            var price = side.Price(last) + (side.Outwards * (1 + _random.NextBelow(reach)));
            if (price < 1)
            {
                return;
            }

            Put(side, price, side.Count);
        }
    }

    private void Put(LadderSide side, long price, int index)
    {
        var quantity = DrawQuantity(side, index);
        side.Put(price, quantity);
        _changes.Note(side.Side, price, quantity);
    }

    private void Remove(LadderSide side, int index)
    {
        _changes.Note(side.Side, side.Price(index), 0);
        side.RemoveAt(index);
    }

    private long DrawQuantity(LadderSide side, int index)
    {
        // The tilt may wander beyond one; a level always holds something.
        var weight = Math.Max(WeightMin, 1 + (index * 0.15) + (side.Outwards < 0 ? _tilt : -_tilt));
        return 1 + (long)(_levelLots * weight * HeavyTail.Draw(ref _random));
    }
}
