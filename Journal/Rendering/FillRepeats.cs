using Engine.Model.Events;
using Engine.Model.Units;

namespace Journal.Rendering;

/// <summary>
/// Tells a fill that a venue reported twice from two fills, by account, instrument and trade key, as the core does:
/// whoever adds up the rows would count it twice. Among the latest fills, in flat memory. One thread.
/// </summary>
internal sealed class FillRepeats
{
    // As many as the core remembers: what it books twice, because it is that far apart, is no repeat here either.
    private const int Capacity = 16_384;

    private readonly HashSet<(int Account, int Instrument, Key128 Key)> _known = [];
    private readonly Queue<(int Account, int Instrument, Key128 Key)> _order = new();
    private bool _wasRepeat;

    /// <summary>How many there were.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether a slot is of a fill that was there before. Of each slot once, in their order.</summary>
    /// <param name="events">The slots; those of a fill are two, and stand together.</param>
    /// <param name="index">Which.</param>
    internal bool Take(ReadOnlySpan<Event> events, int index)
    {
        ref readonly var slot = ref events[index];
        if (slot.Kind == EventKind.FillDetail)
        {
            return _wasRepeat;
        }

        _wasRepeat = slot.Kind == EventKind.Fill && index + 1 < events.Length
            && events[index + 1].Kind == EventKind.FillDetail && IsKnown(in slot, in events[index + 1]);
        Count += _wasRepeat ? 1 : 0;
        return _wasRepeat;
    }

    private bool IsKnown(in Event fill, in Event detail)
    {
        if (detail.FillDetail.TradeKey == Key128.None)
        {
            return false;
        }

        var entry = (detail.FillDetail.Account.Value, fill.Instrument.Value, detail.FillDetail.TradeKey);
        if (!_known.Add(entry))
        {
            return true;
        }

        _order.Enqueue(entry);
        if (_order.Count > Capacity)
        {
            _known.Remove(_order.Dequeue());
        }

        return false;
    }
}
