using Adapters.Binance.Stream;
using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Replay.Import.Capture;

/// <summary>What a recording keeps of one instrument while it is read. One thread.</summary>
internal sealed class CaptureBook
{
    /// <summary>The last trade's id; −1 before the first.</summary>
    internal long LastTradeId = -1;

    /// <summary>The last aggregate's id; −1 before the first.</summary>
    internal long LastAggregateId = -1;

    private bool _startsBroken;

    /// <summary>Makes a book.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="sink">Where its events go.</param>
    /// <param name="startsBroken">Whether an earlier file has left a book that what was not recorded has outdated.</param>
    internal CaptureBook(Instrument instrument, IEventSink sink, bool startsBroken)
    {
        _startsBroken = startsBroken;
        Instrument = instrument;
        Synchroniser = new BookSynchroniser(instrument.Id, instrument.Venue, sink);
    }

    /// <summary>The instrument.</summary>
    internal Instrument Instrument { get; }

    /// <summary>Joins its diffs to its snapshot.</summary>
    internal BookSynchroniser Synchroniser { get; }

    /// <summary>Whether the book of an earlier file is still to be broken; true once.</summary>
    internal bool TakeBreak()
    {
        var isDue = _startsBroken;
        _startsBroken = false;
        return isDue;
    }
}
