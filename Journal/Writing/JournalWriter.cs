using System.Diagnostics;
using Engine.Disruptor;
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
/// leaves a live journal as a crash would, and an offline one under its unfinished name, which no reader takes for a
/// journal and which the same command run again replaces; after a failure an offline one is removed.
/// </remarks>
public sealed class JournalWriter : IDisposable
{
    private readonly JournalWriterOptions _options;
    private readonly JournalDirectory? _directory;
    private readonly IJournalStorage _storage;
    private readonly JournalStreams _streams;
    private readonly IJournalPath _path;
    private JournalException? _failure;
    private long _behindSince;
    private bool _isOver;

    private JournalWriter(
        JournalWriterOptions options, JournalDirectory? directory, IJournalStorage storage, RecoveredJournal? recovered)
    {
        _options = options;
        _directory = directory;
        _storage = storage;
        Recovery = recovered?.Report;
        _streams = new JournalStreams(options, storage, recovered);
        Released = new Sequence(_streams.Events.Durable);
        var isHanded = options is
        {
            Mode: JournalWriteMode.Live,
            SyncsInBackground: true,
            Durability: Durability.Async or Durability.Synced,
        };
        _path = isHanded
            ? new HandedPath(_streams, options, Released)
            : new DirectPath(_streams, options, Released);
    }

    /// <summary>What was found when the journal was opened to go on; null for a new one.</summary>
    public JournalRecovery? Recovery { get; }

    /// <summary>What it is written for.</summary>
    public JournalWriteMode Mode => _options.Mode;

    /// <summary>The number of the session that writes; every segment from here on carries it.</summary>
    public long Epoch => _options.Epoch;

    /// <summary>The directory that the journal gets.</summary>
    public string Directory => _options.Directory;

    /// <summary>The last sequence that is in the kernel; −1 for none.</summary>
    public long WrittenSequence => _streams.Events.Written;

    /// <summary>The last sequence that is on the device; −1 for none.</summary>
    public long DurableSequence => _streams.Events.Durable;

    /// <summary>
    /// The last sequence whose commands may leave the machine, by the journal's durability: appended (async), in the
    /// kernel (written), on the device (synced). A gateway's stage is released by it.
    /// </summary>
    public Sequence Released { get; }

    /// <summary>How far the files are behind what was appended. For the writer's thread.</summary>
    public JournalLag Lag => _streams.LagBehind(NextSequence, _behindSince);

    /// <summary>
    /// How it stands with the segment made ahead. <see cref="SpareSegmentState.Missing" /> asks for a stop in good
    /// order: the segment in use still takes what it has room for, and what comes after is refused. Any thread.
    /// </summary>
    public SpareSegmentState SpareSegment => _streams.Maker?.State ?? SpareSegmentState.None;

    /// <summary>Why there is no spare segment; null while there is one, or it is being made. Any thread.</summary>
    public JournalException? SpareFailure => _streams.Maker?.Failure;

    /// <summary>
    /// What ended the journal, where it went wrong behind the caller's back; null while all is well. Any thread.
    /// </summary>
    public JournalException? Failure => Volatile.Read(ref _failure) ?? _path.Failure;

    /// <summary>The sequence that the next appended event gets: the number of events so far.</summary>
    public long NextSequence => _path.NextEvent;

    /// <summary>The number of commands so far.</summary>
    public long CommandCount => _path.NextCommand;

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

    /// <summary>Opens a live journal in memory to go on with it, or begins it, as one on disk.</summary>
    /// <param name="options">How it is written; its directory is a name only.</param>
    /// <param name="memory">Where it is.</param>
    /// <exception cref="JournalException">It is damaged (Data).</exception>
    public static JournalWriter OpenOrCreate(JournalWriterOptions options, JournalMemory memory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(memory);
        RequireLive(options);
        return OpenOrCreate(options, directory: null, memory.Storage);
    }

    /// <summary>
    /// Goes on with an offline journal that was left unfinished, from the end of its last whole segment:
    /// <see cref="NextSequence" /> says where. Given the same events it comes to the same bytes.
    /// </summary>
    /// <param name="options">How it was written, to the letter.</param>
    /// <exception cref="JournalException">
    /// There is none (Usage), it is damaged or another (Data), another process writes it (Safety), the disk failed
    /// (Io).
    /// </exception>
    public static JournalWriter ResumeOffline(JournalWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        JournalWriterOptions.Validate(options);
        var directory = JournalDirectory.ResumePartial(options.Directory);
        try
        {
            var storage = new DirectoryStorage(directory.Working);
            return new JournalWriter(options, directory, storage, OfflineResume.Recover(storage, options));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Takes events, whole runs or parts of runs; what is not yet a frame is kept.</summary>
    /// <param name="events">Copied before return.</param>
    /// <exception cref="JournalException">A run is too long (Data); the disk failed (Io).</exception>
    public void AppendEvents(ReadOnlySpan<Event> events)
    {
        RequireUsable();
        if (_streams.Events.Durable == NextSequence - 1)
        {
            _behindSince = Stopwatch.GetTimestamp();
        }

        try
        {
            _path.AppendEvents(events);
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
            _path.AppendCommands(commands);
        }
        catch (JournalException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>
    /// Ends the frame of a live journal with the last whole run and hands it to the kernel; with
    /// <see cref="Durability.Synced" /> returns when the device has it. A journal with a thread of its own that writes
    /// needs no flush, and an offline one frames by content alone: there nothing happens. A second flush without
    /// events between, when the host is idle, leaves a frame that says what is durable.
    /// </summary>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public void Flush()
    {
        RequireUsable();
        try
        {
            _path.Flush();
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
            _path.Sync();
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
        try
        {
            _path.Finish();
            RequireUsable();
            _streams.Close();
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
        // What a command wrote until its disk was full or failed is worth nothing, and would keep the disk full.
        var isWorthless = !_isOver && _failure is not null && Mode == JournalWriteMode.Offline;
        CloseFiles();
        if (isWorthless)
        {
            DiscardQuietly();
        }

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

    private void DiscardQuietly()
    {
        try
        {
            _directory?.Discard();
        }
        catch (JournalException)
        {
            // The failure that led here is the one to tell; the same command run again clears what is left.
        }
    }

    private void CloseFiles()
    {
        _isOver = true;
        _path.Dispose();
        _streams.Dispose();
    }

    private void RequireUsable()
    {
        _failure ??= _path.Failure;
        if (_failure is not null)
        {
            throw _failure;
        }

        ObjectDisposedException.ThrowIf(_isOver, this);
    }
}
