using Engine.Books;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core;

/// <summary>
/// What the message in hand has changed so far, until its last slot lets the strategies see it. One thread.
/// </summary>
internal sealed class RunBuffer
{
    private readonly List<Touched> _touched = [];
    private Event[] _slots = new Event[16];
    private int _slotCount;

    /// <summary>The markets that the message has touched.</summary>
    internal IReadOnlyList<Touched> Markets => _touched;

    /// <summary>Whether the message has slots before this one.</summary>
    internal bool IsEmpty => _touched.Count == 0;

    internal void Add(in Event e, MarketChange change)
    {
        var last = _touched.Count - 1;
        if (last >= 0 && _touched[last].Instrument == e.Instrument)
        {
            _touched[last] = _touched[last] with { Change = _touched[last].Change | change };
        }
        else
        {
            _touched.Add(new Touched(e.Instrument, change, _slotCount));
        }

        if (e.Kind is not (EventKind.BookLevel or EventKind.Quote))
        {
            if (_slotCount == _slots.Length)
            {
                Array.Resize(ref _slots, _slots.Length * 2);
            }

            _slots[_slotCount++] = e;
        }
    }

    /// <summary>The told slots of one touched market.</summary>
    internal ReadOnlySpan<Event> SlotsOf(int touched)
    {
        var first = _touched[touched].FirstSlot;
        var end = touched + 1 < _touched.Count ? _touched[touched + 1].FirstSlot : _slotCount;
        return new ReadOnlySpan<Event>(_slots, first, end - first);
    }

    internal void Clear()
    {
        _touched.Clear();
        _slotCount = 0;
    }

    /// <summary>Visits what the message has touched so far.</summary>
    internal void VisitState(StateSink sink)
    {
        var touchedCount = _touched.Count;
        sink.VisitCount(ref touchedCount, Event.RunLengthMax);
        if (sink.IsRestoring)
        {
            _touched.Clear();
        }

        for (var i = 0; i < touchedCount; i++)
        {
            var touched = sink.IsRestoring ? default : _touched[i];
            var (instrument, change, first) = (touched.Instrument, (int)touched.Change, touched.FirstSlot);
            sink.Visit(ref instrument);
            sink.Visit(ref change);
            sink.VisitIndex(ref first, Event.RunLengthMax + 1);
            if (sink.IsRestoring)
            {
                _touched.Add(new Touched(instrument, (MarketChange)change, first));
            }
        }

        sink.VisitCount(ref _slotCount, Event.RunLengthMax);
        if (_slots.Length < _slotCount)
        {
            _slots = new Event[Event.RunLengthMax];
        }

        for (var i = 0; i < _slotCount; i++)
        {
            sink.VisitSlot(ref _slots[i]);
        }
    }

    /// <summary>A market that the message has touched: neighbours in the message count once.</summary>
    internal readonly record struct Touched(InstrumentId Instrument, MarketChange Change, int FirstSlot);
}
