using Engine.Model.Commands;
using Journal.Format;

namespace Journal.Reading;

/// <summary>
/// Reads the commands of a journal in order, verified, frame by frame. One thread; allocates nothing per frame.
/// </summary>
public sealed class CommandCursor : IDisposable
{
    private readonly FrameCursor<Command, CommandSlots> _frames;

    internal CommandCursor(FrameCursor<Command, CommandSlots> frames) => _frames = frames;

    /// <summary>The sequence of the first command of the span handed out last.</summary>
    public long FirstSequence => _frames.FirstSequence;

    /// <summary>The sequence after the last command that is known to be whole.</summary>
    public long NextSequence => _frames.NextSequence;

    /// <summary>How the stream ends; not reached while there are frames.</summary>
    public JournalEnd End => _frames.End;

    /// <summary>Where it stops being whole; null unless <see cref="End" /> is a torn tail or damage.</summary>
    public JournalFault? Fault => _frames.Fault;

    /// <summary>The bytes of a torn tail; 0 where there is none.</summary>
    public long TornBytes => _frames.TornBytes;

    /// <summary>Reads the next frame.</summary>
    /// <param name="commands">At least one command; valid until the next call.</param>
    /// <returns>False at the end: <see cref="End" /> then says which.</returns>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public bool TryReadFrame(out ReadOnlySpan<Command> commands) => _frames.TryReadFrame(out commands);

    /// <summary>
    /// Goes to a sequence; the next span begins with it, or with the first command there is after it.
    /// </summary>
    /// <remarks>Frames are found by their headers; only what is handed out is verified in full.</remarks>
    public void SeekSequence(long sequence) => _frames.SeekSequence(sequence);

    /// <summary>Goes to the first command whose cause is not before the one given.</summary>
    /// <remarks>Frames are found by their headers; only what is handed out is verified in full.</remarks>
    public void SeekCause(long cause) => _frames.SeekOrder(cause);

    /// <inheritdoc />
    public void Dispose() => _frames.Dispose();
}
