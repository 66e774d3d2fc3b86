using System.Runtime.CompilerServices;
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
    private Touched[] _touched = new Touched[16];
    private Event[] _slots = new Event[16];
    private int _touchedCount;
    private int _slotCount;

    /// <summary>The markets that the message has touched.</summary>
    internal ReadOnlySpan<Touched> Markets => new(_touched, 0, _touchedCount);

    /// <summary>Whether the message has slots before this one.</summary>
    internal bool IsEmpty => _touchedCount == 0;

    internal void Add(in Event e, MarketChange change)
    {
        var last = _touchedCount - 1;
        if (last >= 0 && _touched[last].Instrument == e.Instrument)
        {
            _touched[last].Change |= change;
        }
        else
        {
            AddTouched(new Touched(e.Instrument, change, _slotCount));
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
        var end = touched + 1 < _touchedCount ? _touched[touched + 1].FirstSlot : _slotCount;
        return new ReadOnlySpan<Event>(_slots, first, end - first);
    }

    internal void Clear()
    {
        _touchedCount = 0;
        _slotCount = 0;
    }

    /// <summary>Visits what the message has touched so far.</summary>
    internal void VisitState(StateSink sink)
    {
        var touchedCount = _touchedCount;
        sink.VisitCount(ref touchedCount, Event.RunLengthMax);
        if (sink.IsRestoring)
        {
            _touchedCount = 0;
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
                AddTouched(new Touched(instrument, (MarketChange)change, first));
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddTouched(Touched touched)
    {
        if (_touchedCount == _touched.Length)
        {
            Array.Resize(ref _touched, _touched.Length * 2);
        }

        _touched[_touchedCount++] = touched;
    }

    /// <summary>A market that the message has touched: neighbours in the message count once.</summary>
    internal record struct Touched(InstrumentId Instrument, MarketChange Change, int FirstSlot);
}
