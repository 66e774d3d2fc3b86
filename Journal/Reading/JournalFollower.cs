using Engine.Model.Commands;
using Engine.Model.Events;
using Journal.Format;

namespace Journal.Reading;

/// <summary>
/// Follows a journal that is being written, by this process or another: whole, verified frames as they come, across
/// segments and sessions. One thread. It never holds the writer up, and a poll that finds nothing allocates nothing.
/// </summary>
/// <remarks>
/// What it hands out is in the kernel; whether it is on the device is the writer's to say. A frame that is still being
/// written is "nothing yet"; so is the torn tail of a writer that died, until the next session has cut it.
/// </remarks>
public sealed class JournalFollower : IDisposable
{
    private readonly StreamFollower<Event, EventSlots> _events;
    private readonly StreamFollower<Command, CommandSlots> _commands;

    private JournalFollower(JournalReader reader, long fromSequence, long fromCommand)
    {
        Directory = reader.Directory;
        _events = new(reader.Storage, reader.EventSegments, reader.Facts.JournalId, fromSequence);
        _commands = new(reader.Storage, reader.CommandSegments, reader.Facts.JournalId, fromCommand);
    }

    /// <summary>The directory.</summary>
    public string Directory { get; }

    /// <summary>The sequence of the first event of the span handed out last.</summary>
    public long FirstSequence => _events.FirstSequence;

    /// <summary>The sequence of the next event to come.</summary>
    public long NextSequence => _events.NextSequence;

    /// <summary>The number of the first command of the span handed out last.</summary>
    public long FirstCommand => _commands.FirstSequence;

    /// <summary>Where the journal is damaged; null while nothing is.</summary>
    public JournalFault? Fault => _events.Fault ?? _commands.Fault;

    /// <summary>Begins to follow a journal.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="fromSequence">The first event to hand out.</param>
    /// <param name="fromCommand">The first command to hand out, by its number in its stream.</param>
    /// <exception cref="JournalException">As <see cref="JournalReader.Open(string)" />.</exception>
    public static JournalFollower Open(string directory, long fromSequence = 0, long fromCommand = 0) =>
        Open(JournalReader.Open(directory), fromSequence, fromCommand);

    /// <summary>Reads the next events.</summary>
    /// <param name="events">With <see cref="FollowState.Read" /> at least one; valid until the next call.</param>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public FollowState TryReadEvents(out ReadOnlySpan<Event> events) => _events.TryRead(out events);

    /// <summary>Reads the next commands; they come after the events that caused them.</summary>
    /// <param name="commands">With <see cref="FollowState.Read" /> at least one; valid until the next call.</param>
    /// <remarks>
    /// Commands are derived: a session that died may have them cut back by the next. Then this says damaged, for what was
    /// handed out is not there any more.
    /// </remarks>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public FollowState TryReadCommands(out ReadOnlySpan<Command> commands) => _commands.TryRead(out commands);

    /// <inheritdoc />
    public void Dispose()
    {
        _events.Dispose();
        _commands.Dispose();
    }

    /// <summary>For tests, which bring their own storage.</summary>
    internal static JournalFollower Open(JournalReader reader, long fromSequence = 0, long fromCommand = 0) =>
        new(reader, fromSequence, fromCommand);
}
