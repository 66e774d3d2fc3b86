using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Format;

namespace Journal.Reading;

/// <summary>
/// Reads the events of a journal in order, verified, frame by frame. One thread; allocates nothing per frame.
/// </summary>
public sealed class EventCursor : IDisposable
{
    private readonly FrameCursor<Event, EventSlots> _frames;

    internal EventCursor(FrameCursor<Event, EventSlots> frames) => _frames = frames;

    /// <summary>The sequence of the first event of the span handed out last.</summary>
    public long FirstSequence => _frames.FirstSequence;

    /// <summary>The sequence after the last event that is known to be whole.</summary>
    public long NextSequence => _frames.NextSequence;

    /// <summary>The highest time of an event up to the end of the span handed out last.</summary>
    public TimestampNs HighestTime => new(_frames.Walker.LastOrder);

    /// <summary>How the stream ends; not reached while there are frames.</summary>
    public JournalEnd End => _frames.End;

    /// <summary>Where it stops being whole; null unless <see cref="End" /> is a torn tail or damage.</summary>
    public JournalFault? Fault => _frames.Fault;

    /// <summary>The bytes of a torn tail; 0 where there is none.</summary>
    public long TornBytes => _frames.TornBytes;

    /// <summary>
    /// Copies of the definitions in force at the head of the segment that is being read. Valid until the next call.
    /// </summary>
    public ReadOnlySpan<Event> Catalogue => _frames.Catalogue;

    /// <summary>Reads the next frame.</summary>
    /// <param name="events">At least one event; valid until the next call.</param>
    /// <returns>False at the end: <see cref="End" /> then says which.</returns>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public bool TryReadFrame(out ReadOnlySpan<Event> events) => _frames.TryReadFrame(out events);

    /// <summary>Goes to a sequence; the next span begins with it, or with the first event there is after it.</summary>
    /// <remarks>Frames are found by their headers; only what is handed out is verified in full.</remarks>
    public void SeekSequence(long sequence) => _frames.SeekSequence(sequence);

    /// <summary>Goes to the first event whose time is not before the one given.</summary>
    /// <remarks>Frames are found by their headers; only what is handed out is verified in full.</remarks>
    public void SeekTime(TimestampNs time) => _frames.SeekOrder(time.Value);

    /// <inheritdoc />
    public void Dispose() => _frames.Dispose();
}
