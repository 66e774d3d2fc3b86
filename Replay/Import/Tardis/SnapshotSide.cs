using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Import.Tardis;

/// <summary>One side of a book that rows show whole: finds what changed from row to row. One thread.</summary>
internal sealed class SnapshotSide
{
    private (long Price, long Quantity)[] _old;
    private (long Price, long Quantity)[] _new;
    private int _oldCount;
    private int _newCount;

    internal SnapshotSide(int depth, bool isAsk)
    {
        _old = new (long, long)[depth];
        _new = new (long, long)[depth];
        IsAsk = isAsk;
    }

    /// <summary>Whether it is the asks' side: best is lowest.</summary>
    internal bool IsAsk { get; }

    /// <summary>Begins a row.</summary>
    internal void Begin() => _newCount = 0;

    /// <summary>Takes the row's next level.</summary>
    /// <returns>False where it is not worse than the one before.</returns>
    internal bool TryAdd(long price, long quantity)
    {
        if (_newCount > 0 && !IsWorse(price, _new[_newCount - 1].Price))
        {
            return false;
        }

        _new[_newCount++] = (price, quantity);
        return true;
    }

    /// <summary>Ends the row: writes what changed, from the best to the worst.</summary>
    /// <param name="template">The slot that each level starts from.</param>
    /// <param name="changes">Where they go.</param>
    /// <param name="count">How many are there.</param>
    /// <param name="isWhole">Whether all levels are written, changed or not.</param>
    /// <returns>How many are there then.</returns>
    internal int Diff(in Event template, Span<Event> changes, int count, bool isWhole)
    {
        var old = 0;
        for (var i = 0; i < _newCount; i++)
        {
            var (price, quantity) = _new[i];
            while (old < _oldCount && IsWorse(price, _old[old].Price))
            {
                Write(ref changes[count++], in template, _old[old++].Price, 0);
            }

            var isKnown = old < _oldCount && _old[old].Price == price;
            if (isWhole || !isKnown || _old[old].Quantity != quantity)
            {
                Write(ref changes[count++], in template, price, quantity);
            }

            old += isKnown ? 1 : 0;
        }

        while (old < _oldCount)
        {
            Write(ref changes[count++], in template, _old[old++].Price, 0);
        }

        (_old, _new) = (_new, _old);
        _oldCount = _newCount;
        return count;
    }

    private bool IsWorse(long price, long other) => IsAsk ? price > other : price < other;

    private void Write(ref Event slot, in Event template, long price, long quantity)
    {
        slot = template;
        slot.Flags = IsAsk ? EventFlags.Ask : EventFlags.None;
        slot.BookLevel.Price = new PriceTicks(price);
        slot.BookLevel.Quantity = new QtyLots(quantity);
    }
}
