using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Compression;
using Journal.Format;
using Journal.Retention;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>Opens a journal to read; it may be one that is being written. One thread, as each of its cursors.</summary>
public sealed class JournalReader
{
    private readonly IJournalStorage _storage;
    private readonly List<SegmentEntry> _events = [];
    private readonly List<SegmentEntry> _commands = [];
    private readonly List<SegmentEntry> _leftovers = [];
    private readonly PurgeRecord _purge;

    private JournalReader(IJournalStorage storage)
    {
        _storage = storage;
        foreach (var name in storage.List())
        {
            if (SegmentName.TryParse(name, out var stream, out var firstSequence))
            {
                (stream == JournalStream.Events ? _events : _commands).Add(new SegmentEntry(name, firstSequence));
            }
        }

        _purge = PurgeRecord.Read(storage) ?? default;
        LeaveOutPurged(_events, _purge.FirstEvent);
        LeaveOutPurged(_commands, _purge.FirstCommand);
        Facts = ReadFacts();
        RequireHead();
    }

    /// <summary>The directory.</summary>
    public string Directory => _storage.Directory;

    /// <summary>What the first segment's header says.</summary>
    public JournalFacts Facts { get; }

    /// <summary>
    /// The first event that is there: 0, or where retention has removed the events before it.
    /// </summary>
    public long FirstSequence => _purge.FirstEvent;

    /// <summary>The first command that is there: 0, or where retention has removed the commands before it.</summary>
    public long FirstCommandSequence => _purge.FirstCommand;

    /// <summary>How many segments the event stream has.</summary>
    public int EventSegmentCount => _events.Count;

    /// <summary>How many segments the command stream has; 0 for a journal of data alone.</summary>
    public int CommandSegmentCount => _commands.Count;

    /// <summary>The file with which the events end.</summary>
    public string LastEventFile => _events[^1].Name;

    /// <summary>The file with which the commands end; where there is none, the name that it would have.</summary>
    public string LastCommandFile => _commands.Count > 0
        ? _commands[^1].Name
        : SegmentName.Of(JournalStream.Commands, FirstCommandSequence);

    /// <summary>The journal's files.</summary>
    internal IJournalStorage Storage => _storage;

    internal IReadOnlyList<SegmentEntry> EventSegments => _events;

    internal IReadOnlyList<SegmentEntry> CommandSegments => _commands;

    /// <summary>The number of the first event segment that is there.</summary>
    internal long FirstEventSegmentNumber => _purge.EventSegmentNumber;

    /// <summary>The number of the first command segment that is there.</summary>
    internal long FirstCommandSegmentNumber => _purge.CommandSegmentNumber;

    /// <summary>Segments that were purged but whose files are still there: a purge was broken off.</summary>
    internal IReadOnlyList<SegmentEntry> Leftovers => _leftovers;

    /// <summary>Opens a journal.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <exception cref="JournalException">
    /// It is missing or not a directory (Usage), not a journal, of another version or its head is damaged (Data).
    /// </exception>
    public static JournalReader Open(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        if (!System.IO.Directory.Exists(directory))
        {
            throw Missing(directory);
        }

        var name = Path.TrimEndingDirectorySeparator(directory);
        if (name.EndsWith(JournalDirectory.PartialSuffix, StringComparison.Ordinal))
        {
            throw new JournalException(
                JournalErrorCategory.Data, directory, "an unfinished journal: the command that makes it has not ended",
                "run that command again");
        }

        return Open(new DirectoryStorage(directory));
    }

    /// <summary>Opens a journal in memory.</summary>
    /// <param name="memory">Where it is.</param>
    /// <exception cref="JournalException">It is no journal, or its head is damaged (Data).</exception>
    public static JournalReader Open(JournalMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return Open(memory.Storage);
    }

    /// <summary>A cursor before the first event.</summary>
    public EventCursor OpenEvents() => new(EventFrames());

    /// <summary>
    /// The sequence after the last whole event, by the frames' headers alone: so many events there ever were.
    /// </summary>
    /// <exception cref="JournalException">The disk failed (Io).</exception>
    public long CountEvents()
    {
        using var cursor = OpenEvents();
        cursor.SeekSequence(long.MaxValue);
        return cursor.NextSequence;
    }

    /// <summary>A cursor before the first command; at its end at once where the journal has none.</summary>
    public CommandCursor OpenCommands() => new(CommandFrames());

    /// <summary>The assets and instruments that are defined before a sequence.</summary>
    /// <param name="sequence">The first event that is not looked at.</param>
    /// <exception cref="JournalException">What must be read for it is damaged, or a definition is impossible
    /// (Data).</exception>
    public InstrumentRegistry ReadRegistry(long sequence)
    {
        var segment = 0;
        while (segment + 1 < _events.Count && _events[segment + 1].FirstSequence <= sequence)
        {
            segment++;
        }

        var registry = new InstrumentRegistry();
        using var cursor = OpenEvents();
        cursor.SeekSequence(_events[segment].FirstSequence);
        var isCatalogueTaken = false;
        while (cursor.TryReadFrame(out var events))
        {
            if (!isCatalogueTaken)
            {
                Apply(registry, cursor.Catalogue, cursor.FirstSequence);
                isCatalogueTaken = true;
            }

            if (cursor.FirstSequence >= sequence)
            {
                break;
            }

            var before = events[..(int)Math.Min(events.Length, sequence - cursor.FirstSequence)];
            Apply(registry, before, cursor.FirstSequence);
        }

        return cursor.Fault is { } fault && cursor.End == JournalEnd.Damaged
            ? throw JournalException.Damaged(Directory, fault)
            : registry;
    }

    /// <summary>The session that wrote an event.</summary>
    /// <exception cref="JournalException">The segment that holds it is damaged (Data), or the disk failed
    /// (Io).</exception>
    public long EpochOf(long sequence)
    {
        using var frames = EventFrames();
        frames.SeekSequence(sequence);
        return frames.End == JournalEnd.Damaged
            ? throw JournalException.Damaged(Directory, frames.Fault!)
            : frames.Walker.Segment.Epoch;
    }

    /// <summary>For tests, which bring their own storage.</summary>
    internal static JournalReader Open(IJournalStorage storage) => new(storage);

    internal FrameCursor<Event, EventSlots> EventFrames() =>
        new(_storage, _events, Facts.JournalId, FirstEventSegmentNumber);

    internal FrameCursor<Command, CommandSlots> CommandFrames() =>
        new(_storage, _commands, Facts.JournalId, FirstCommandSegmentNumber);

    /// <summary>The size of all segments as they are read: that of compressed ones restored.</summary>
    internal long RawSizeBytes()
    {
        var total = 0L;
        foreach (var segment in _events.Concat(_commands))
        {
            using var file = SegmentFiles.OpenRead(_storage, segment.Name);
            total += file.Length;
        }

        return total;
    }

    internal long SizeBytes()
    {
        var total = 0L;
        foreach (var segment in _events.Concat(_commands))
        {
            using var file = _storage.OpenRead(segment.Name);
            total += file.Length;
        }

        return total;
    }

    internal void Apply(InstrumentRegistry registry, ReadOnlySpan<Event> events, long firstSequence)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (!InstrumentRegistry.IsDefinition(events[i].Kind))
            {
                continue;
            }

            try
            {
                registry.Apply(in events[i]);
            }
            catch (InvalidDataException exception)
            {
                throw new JournalException(
                    JournalErrorCategory.Data, Directory,
                    $"the definition at sequence {firstSequence + i} cannot be used: {exception.Message}",
                    "make the journal again", inner: exception);
            }
        }
    }

    private void LeaveOutPurged(List<SegmentEntry> segments, long first)
    {
        var count = segments.FindIndex(segment => segment.FirstSequence >= first);
        count = count < 0 ? segments.Count : count;
        _leftovers.AddRange(segments[..count]);
        segments.RemoveRange(0, count);
    }

    /// <summary>After a purge the first segment is the one that its record names, or something is missing.</summary>
    private void RequireHead()
    {
        if (_purge.FirstEvent == 0 || (Facts.JournalId == _purge.JournalId
            && _events[0].FirstSequence == _purge.FirstEvent))
        {
            return;
        }

        var what = Facts.JournalId == _purge.JournalId
            ? $"the segment that begins with event {_purge.FirstEvent}, the first after a purge, is missing"
            : $"the record of a purge is of another journal ({_purge.JournalId}, not {Facts.JournalId})";
        throw JournalException.Damaged(Directory, new JournalFault(_events[0].Name, 0, what, _purge.FirstEvent));
    }

    private static JournalException Missing(string directory)
    {
        if (File.Exists(directory))
        {
            return new JournalException(
                JournalErrorCategory.Usage, directory, "a file, but a journal is a directory", "name the directory");
        }

        var partial = Path.TrimEndingDirectorySeparator(directory) + JournalDirectory.PartialSuffix;
        return System.IO.Directory.Exists(partial)
            ? new JournalException(
                JournalErrorCategory.Usage, directory, $"no such journal, only an unfinished one ({partial})",
                "run the command that makes it again")
            : new JournalException(JournalErrorCategory.Usage, directory, "no such directory", "correct the path");
    }

    private JournalFacts ReadFacts()
    {
        if (_events.Count == 0)
        {
            throw new JournalException(
                JournalErrorCategory.Data, Directory, "not a journal: it holds no segment (events-….seg)",
                "name a directory that import, generate, backtest --out or run has made");
        }

        using var file = _storage.OpenRead(_events[0].Name);
        var page = new byte[JournalFormat.SegmentHeaderSizeBytes];
        var wrong = SegmentHeader.TryDecode(page.AsSpan(0, file.Read(page, 0)), out var header, out _);
        if (wrong is not null)
        {
            throw JournalException.Damaged(Directory, new JournalFault(_events[0].Name, 0, wrong, 0));
        }

        if (header.MinReaderVersion > JournalFormat.ReaderVersion)
        {
            throw new JournalException(
                JournalErrorCategory.Data, file.Path,
                $"format version {header.FormatVersion}, made by engine {SegmentHeader.EngineVersionOf(page)}; "
                + $"this engine reads up to version {JournalFormat.ReaderVersion}",
                "read it with a newer engine", offset: 8);
        }

        return new JournalFacts
        {
            JournalId = header.JournalId,
            FormatVersion = header.FormatVersion,
            EngineVersion = SegmentHeader.EngineVersionOf(page),
            CreatedTime = new TimestampNs(header.CreatedTime),
            Epoch = header.Epoch,
            IsLive = header.IsLive != 0,
        };
    }
}
