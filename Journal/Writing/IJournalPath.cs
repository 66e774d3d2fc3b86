using Engine.Model.Commands;
using Engine.Model.Events;

namespace Journal.Writing;

/// <summary>
/// The way from the caller's thread to the files. Everything but the failure belongs to the caller's thread.
/// </summary>
/// <remarks>Members throw <see cref="JournalException" />; what was thrown once is final.</remarks>
internal interface IJournalPath : IDisposable
{
    /// <summary>The sequence that the next event gets.</summary>
    long NextEvent { get; }

    /// <summary>The sequence that the next command gets.</summary>
    long NextCommand { get; }

    /// <summary>What went wrong behind the caller's back; null while all is well. Any thread.</summary>
    JournalException? Failure { get; }

    void AppendEvents(ReadOnlySpan<Event> events);

    void AppendCommands(ReadOnlySpan<Command> commands);

    /// <summary>Ends the frame with the last whole run.</summary>
    void Flush();

    /// <summary>Returns when the device has every whole run so far that was flushed.</summary>
    void Sync();

    /// <summary>Hands the streams back to the caller with all that was appended in them.</summary>
    void Finish();
}
