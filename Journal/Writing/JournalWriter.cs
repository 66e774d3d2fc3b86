using Engine.Model.Commands;
using Engine.Model.Events;
using Journal.Format;
using Journal.Recovering;
using Journal.Storage;

namespace Journal.Writing;

/// <summary>
/// Writes a journal. One thread; <see cref="WrittenSequence" /> and <see cref="DurableSequence" /> may be read by any.
/// </summary>
/// <remarks>
/// A failed write or sync is final: every later call throws the same error. Dispose without <see cref="Complete" />
/// leaves
/// a live journal as a crash would, and an offline one under its unfinished name, which no reader takes for a journal.
/// </remarks>
public sealed class JournalWriter : IDisposable
{
    private readonly JournalWriterOptions _options;
    private readonly JournalDirectory? _directory;
    private readonly IJournalStorage _storage;
    private readonly SlotStreamWriter<Event, EventSlots> _events;
    private readonly SlotStreamWriter<Command, CommandSlots> _commands;
    private readonly BackgroundSync? _background;
    private JournalException? _failure;
    private bool _isOver;

    private JournalWriter(
        JournalWriterOptions options, JournalDirectory? directory, IJournalStorage storage, RecoveredJournal? recovered)
    {
        _options = options;
        _directory = directory;
        _storage = storage;
        _events = new(
            options, storage, recovered?.Catalogue ?? new SegmentCatalogue(),
            recovered?.Events.Position ?? StreamPosition.Start);
        _commands = new(
            options, storage, catalogue: null, recovered?.Commands.Position ?? StreamPosition.Start);
        Recovery = recovered?.Report;
        _events.EnsureSegment();
        if (recovered is not null)
        {
            _commands.Append(recovered.KeptCommands);
        }

        if (options is { Mode: JournalWriteMode.Live, SyncsInBackground: true })
        {
            _background = new BackgroundSync(_events.Sync, options.Durability, options.SyncInterval);
        }
    }

    /// <summary>What was found when the journal was opened to go on; null for a new one.</summary>
    public JournalRecovery? Recovery { get; }

    /// <summary>The number of the session that writes; every segment from here on carries it.</summary>
    public long Epoch => _options.Epoch;

    /// <summary>The directory that the journal gets.</summary>
    public string Directory => _options.Directory;

    /// <summary>The last sequence that is in the kernel; −1 for none.</summary>
    public long WrittenSequence => _events.Written;

    /// <summary>The last sequence that is on the device; −1 for none.</summary>
    public long DurableSequence => _events.Durable;

    /// <summary>The sequence that the next appended event gets: the number of events so far.</summary>
    public long NextSequence => _events.NextSequence;

    /// <summary>The number of commands so far.</summary>
    public long CommandCount => _commands.NextSequence;

    /// <summary>Begins a new journal.</summary>
    /// <param name="options">How it is written.</param>
    /// <exception cref="JournalException">
    /// The directory is taken or cannot be made (Usage), another process writes it (Safety), the disk failed (Io).
    /// </exception>
    public static JournalWriter Create(JournalWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        JournalWriterOptions.Validate(options);
        var directory = options.Mode == JournalWriteMode.Offline
            ? JournalDirectory.CreatePartial(options.Directory)
            : JournalDirectory.CreateLive(options.Directory);
        try
        {
            return new JournalWriter(options, directory, new DirectoryStorage(directory.Working), recovered: null);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a live journal to go on with it, or begins it where there is none. A torn tail is kept as <c>.torn</c> and
    /// cut, commands are cut back to the events, and a new segment of a new epoch follows: see <see cref="Recovery" />.
    /// </summary>
    /// <param name="options">
    /// How it is written; live. A journal that is there keeps its id, and the epoch is at least one more than its last.
    /// </param>
    /// <exception cref="JournalException">
    /// It is damaged (Data), another process writes it (Safety), or the disk failed (Io).
    /// </exception>
    public static JournalWriter OpenOrCreate(JournalWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireLive(options);
        JournalWriterOptions.Validate(options);
        var directory = JournalDirectory.OpenLive(options.Directory);
        try
        {
            return OpenOrCreate(options, directory, new DirectoryStorage(directory.Working));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Takes events, whole runs or parts of runs; what is not yet a frame is kept.</summary>
    /// <param name="events">Copied before return.</param>
    /// <exception cref="JournalException">Time goes backwards or a run is too long (Data); the disk failed
    /// (Io).</exception>
    public void AppendEvents(ReadOnlySpan<Event> events)
    {
        RequireUsable();
        try
        {
            _events.Append(events);
        }
        catch (JournalException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>Takes commands; what is not yet a frame is kept.</summary>
    /// <param name="commands">Copied before return.</param>
    /// <exception cref="JournalException">The cause goes backwards (Data); the disk failed (Io).</exception>
    public void AppendCommands(ReadOnlySpan<Command> commands)
    {
        RequireUsable();
        try
        {
            _commands.Append(commands);
        }
        catch (JournalException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>
    /// Ends the frame of a live journal with the last whole run and hands it to the kernel; with
    /// <see cref="Durability.Synced" /> returns when the device has it, unless a thread of its own
    /// syncs. An offline journal frames by content alone:
    /// nothing happens.
    /// </summary>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public void Flush()
    {
        RequireUsable();
        if (_options.Mode == JournalWriteMode.Offline)
        {
            return;
        }

        try
        {
            _events.WritePending();
            if (_background is not null)
            {
                _background.Request();
            }
            else if (_options.Durability == Durability.Synced)
            {
                _events.Sync();
            }

            // Commands are derived from the events: they go after them, and nothing ever waits for them.
            _commands.WritePending();
        }
        catch (JournalException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>
    /// Returns when the device has every event that was flushed; an offline journal is synced when complete.
    /// </summary>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public void Sync()
    {
        RequireUsable();
        try
        {
            _events.Sync();
        }
        catch (JournalException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>
    /// Ends the journal in good order: all whole runs so far are on the device, the last frame says that the journal
    /// was
    /// closed, and an offline journal takes its name. A run whose last slot never came is left out. To be called early,
    /// too, where a command is interrupted and what is complete is to be kept.
    /// </summary>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public void Complete()
    {
        RequireUsable();
        _background?.Dispose();
        RequireUsable();
        try
        {
            _events.Close();
            _commands.Close();
            _storage.SyncNames();
            _directory?.Publish();
            _isOver = true;
        }
        catch (JournalException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>
    /// Ends without a journal: what an offline command has written is removed; a live journal is left as it is.
    /// </summary>
    public void Discard()
    {
        if (!_isOver)
        {
            CloseFiles();
            _directory?.Discard();
        }
    }

    /// <summary>Releases files and lock; see the remarks of the type for a journal that is not complete.</summary>
    public void Dispose()
    {
        CloseFiles();
        _directory?.Dispose();
    }

    /// <summary>For tests, which bring their own storage and need no lock.</summary>
    internal static JournalWriter Create(JournalWriterOptions options, IJournalStorage storage)
    {
        JournalWriterOptions.Validate(options);
        return new JournalWriter(options, directory: null, storage, recovered: null);
    }

    /// <summary>For tests, which bring their own storage and need no lock.</summary>
    internal static JournalWriter OpenOrCreate(JournalWriterOptions options, IJournalStorage storage) =>
        OpenOrCreate(options, directory: null, storage);

    private static JournalWriter OpenOrCreate(
        JournalWriterOptions options, JournalDirectory? directory, IJournalStorage storage)
    {
        var hasSegment = false;
        foreach (var name in storage.List())
        {
            hasSegment |= SegmentName.TryParse(name, out var stream, out _) && stream == JournalStream.Events;
            if (SegmentName.IsTemporary(name))
            {
                // A segment that never got its name holds nothing.
                storage.Delete(name);
            }
        }

        if (!hasSegment)
        {
            return new JournalWriter(options, directory, storage, recovered: null);
        }

        var recovered = RecoveredJournal.Recover(storage);
        var going = options with
        {
            JournalId = recovered.JournalId,
            Epoch = Math.Max(options.Epoch, recovered.Epoch + 1),
        };
        return new JournalWriter(going, directory, storage, recovered);
    }

    private static void RequireLive(JournalWriterOptions options)
    {
        if (options.Mode != JournalWriteMode.Live)
        {
            throw new ArgumentException("Only a live journal goes on.", nameof(options));
        }
    }

    private void CloseFiles()
    {
        _isOver = true;
        _background?.Dispose();
        _events.Dispose();
        _commands.Dispose();
    }

    private void RequireUsable()
    {
        _failure ??= _background?.Failure;
        if (_failure is not null)
        {
            throw _failure;
        }

        ObjectDisposedException.ThrowIf(_isOver, this);
    }
}
