using System.Diagnostics;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>The levels that one action has changed, each once, as one message.</summary>
internal sealed class BookChanges
{
    private const int Capacity = 160;

    private readonly long[] _prices = new long[Capacity];
    private readonly long[] _quantities = new long[Capacity];
    private readonly EventFlags[] _sides = new EventFlags[Capacity];
    private int _count;

    /// <summary>How many levels have changed.</summary>
    internal int Count => _count;

    /// <summary>Notes that a level now shows a quantity; zero removes it.</summary>
    internal void Note(Side side, long price, long quantity)
    {
        var flag = side == Side.Ask ? EventFlags.Ask : EventFlags.None;
        for (var i = 0; i < _count; i++)
        {
            if (_prices[i] == price && _sides[i] == flag)
            {
                _quantities[i] = quantity;
                return;
            }
        }

        Debug.Assert(_count < Capacity, "A message has room for all changes.");
        _prices[_count] = price;
        _quantities[_count] = quantity;
        _sides[_count++] = flag;
    }

    /// <summary>Forgets the changes.</summary>
    internal void Clear() => _count = 0;

    /// <summary>Writes the changes as slots, removals first, and forgets them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="instrument">Whose book.</param>
    /// <param name="lastUpdateId">The update id so far; each change is one.</param>
    internal void MoveTo(RunWriter writer, InstrumentId instrument, ref long lastUpdateId)
    {
        var first = lastUpdateId + 1;
        lastUpdateId += _count;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < _count; i++)
            {
                if (_quantities[i] == 0 == (pass == 0))
                {
                    ref var slot = ref writer.Next(EventKind.BookLevel, instrument, _sides[i]);
                    slot.BookLevel.Price = new PriceTicks(_prices[i]);
                    slot.BookLevel.Quantity = new QtyLots(_quantities[i]);
                    slot.BookLevel.FirstUpdateId = first;
                    slot.BookLevel.LastUpdateId = lastUpdateId;
                }
            }
        }

        Clear();
    }
}
