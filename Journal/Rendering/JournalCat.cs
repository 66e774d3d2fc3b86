using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Reading;

namespace Journal.Rendering;

/// <summary>
/// Shows events and commands as lines, numbers exactly as the instruments' grids have them. One thread.
/// </summary>
public sealed class JournalCat : IDisposable
{
    private const int PollMs = 20;

    private readonly JournalReader _reader;
    private readonly CatOptions _options;
    private readonly ILineWriter _line;
    private readonly CommandCursor? _commands;
    private readonly FillRepeats _repeats = new();
    private bool _isFollowing;
    private Command[] _batch = [];
    private int _batchCount;
    private int _batchIndex;
    private long _lastCause = -1;
    private int _ordinal;
    private InstrumentRegistry _registry = new();

    private JournalCat(JournalReader reader, CatOptions options, Stream output)
    {
        _reader = reader;
        _options = options;
        _line = options.Format switch
        {
            CatFormat.JsonLines => new JsonLineWriter(output),
            CatFormat.Csv => new CsvLineWriter(output),
            _ => new TextLineWriter(output),
        };
        _commands = options.WithCommands && options.Kinds is null ? reader.OpenCommands() : null;
    }

    /// <summary>Writes the lines.</summary>
    /// <param name="reader">The journal.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="output">Where to, as UTF-8; it stays open.</param>
    /// <param name="cancellation">Stops after a frame.</param>
    /// <returns>How many events were shown.</returns>
    /// <exception cref="JournalException">The journal is damaged (Data): the lines before the place are
    /// written.</exception>
    public static long Write(
        JournalReader reader, CatOptions options, Stream output, CancellationToken cancellation = default) =>
        Write(reader, options, output, out _, cancellation);

    /// <summary>Writes the lines, and says how many fills among them the venue had reported before.</summary>
    /// <param name="reader">The journal.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="output">Where to, as UTF-8; it stays open.</param>
    /// <param name="repeatedFills">Gets how many fills were shown that are repeats of one within the range.</param>
    /// <param name="cancellation">Stops after a frame.</param>
    /// <returns>How many events were shown.</returns>
    /// <exception cref="JournalException">The journal is damaged (Data): the lines before the place are
    /// written.</exception>
    public static long Write(
        JournalReader reader, CatOptions options, Stream output, out long repeatedFills,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        if (options is { Format: CatFormat.Csv, Kinds: null or { Count: not 1 } })
        {
            throw new ArgumentException("A csv has the columns of one kind: name exactly one.", nameof(options));
        }

        using var cat = new JournalCat(reader, options, output);
        var shown = cat.Run(cancellation);
        var hasFills = options.Kinds is not { } kinds || kinds.Contains(EventKind.Fill)
            || kinds.Contains(EventKind.FillDetail);
        repeatedFills = hasFills ? cat._repeats.Count : 0;
        return shown;
    }

    /// <summary>
    /// Writes the lines, and goes on with those that come, until the journal is closed or it is stopped. Commands stand
    /// behind the events that were there when they came.
    /// </summary>
    /// <param name="reader">The journal.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="output">Where to, as UTF-8; it stays open.</param>
    /// <param name="cancellation">Stops after a frame.</param>
    /// <returns>How many events were shown.</returns>
    /// <exception cref="JournalException">The journal is damaged (Data): the lines before the place are
    /// written.</exception>
    public static long Follow(
        JournalReader reader, CatOptions options, Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        using var cat = new JournalCat(reader, options, output) { _isFollowing = true };
        return cat.Follow(cancellation);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _line.Dispose();
        _commands?.Dispose();
    }

    private long Run(CancellationToken cancellation)
    {
        using var events = _reader.OpenEvents();
        var shown = 0L;
        var start = Math.Max(FindStart(), _reader.FirstSequence);
        if (start > 0)
        {
            _registry = _reader.ReadRegistry(start);
            events.SeekSequence(start);
            _commands?.SeekCause(start);
        }

        while (!cancellation.IsCancellationRequested && events.TryReadFrame(out var frame))
        {
            for (var i = 0; i < frame.Length; i++)
            {
                var sequence = events.FirstSequence + i;
                if (sequence >= _options.ToSequence || frame[i].Time >= _options.ToTime)
                {
                    return Conclude(shown);
                }

                shown += Show(frame, i, sequence) ? 1 : 0;
            }
        }

        if (events is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            _line.Flush();
            throw JournalException.Damaged(_reader.Directory, fault);
        }

        return Conclude(shown);
    }

    /// <summary>Commands that cannot be read are missing from the range, and nobody may take them for none.</summary>
    private long Conclude(long shown)
    {
        _line.Flush();
        return _commands is { End: JournalEnd.Damaged, Fault: { } commandFault }
            ? throw JournalException.Damaged(_reader.Directory, commandFault)
            : shown;
    }

    private long Follow(CancellationToken cancellation)
    {
        var start = Math.Max(FindStart(), _reader.FirstSequence);
        if (start == long.MaxValue)
        {
            start = _reader.CountEvents();
        }

        _registry = start > 0 ? _reader.ReadRegistry(start) : _registry;
        using var follower = JournalFollower.Open(_reader, start, FirstCommandFrom(start));
        var shown = 0L;
        while (!cancellation.IsCancellationRequested)
        {
            var state = follower.TryReadEvents(out var events);
            for (var i = 0; i < events.Length; i++)
            {
                var sequence = follower.FirstSequence + i;
                if (sequence >= _options.ToSequence || events[i].Time >= _options.ToTime)
                {
                    ShowCommands(follower);
                    return shown;
                }

                shown += Show(events, i, sequence) ? 1 : 0;
            }

            if (state == FollowState.Read)
            {
                continue;
            }

            ShowCommands(follower);
            if (state == FollowState.Damaged)
            {
                throw JournalException.Damaged(_reader.Directory, follower.Fault!);
            }

            if (state == FollowState.Closed)
            {
                break;
            }

            cancellation.WaitHandle.WaitOne(PollMs);
        }

        return shown;
    }

    private long FirstCommandFrom(long cause)
    {
        using var commands = _reader.OpenCommands();
        commands.SeekCause(cause);
        return commands.TryReadFrame(out _) ? commands.FirstSequence : commands.NextSequence;
    }

    private void ShowCommands(JournalFollower follower)
    {
        while (_commands is not null && follower.TryReadCommands(out var commands) == FollowState.Read)
        {
            foreach (ref readonly var command in commands)
            {
                ShowCommand(in command);
            }
        }

        _line.Flush();
    }

    private long FindStart()
    {
        if (_options.FromTime == TimestampNs.MinValue)
        {
            return _options.FromSequence;
        }

        using var events = _reader.OpenEvents();
        events.SeekTime(_options.FromTime);
        return events.TryReadFrame(out _) ? Math.Max(events.FirstSequence, _options.FromSequence) : long.MaxValue;
    }

    private bool Show(ReadOnlySpan<Event> events, int index, long sequence)
    {
        ref readonly var slot = ref events[index];
        var isRepeat = _repeats.Take(events, index);
        if (InstrumentRegistry.IsDefinition(slot.Kind))
        {
            _reader.Apply(_registry, new ReadOnlySpan<Event>(in slot), sequence);
        }

        var isShown = _options.Kinds is null || _options.Kinds.Contains(slot.Kind);
        if (isShown)
        {
            EventLine.Write(_line, in slot, sequence, _registry, isRepeat);
        }

        while (!_isFollowing && TryPeekCommand(out var command) && command.Cause <= sequence)
        {
            ShowCommand(in command);
            _batchIndex++;
        }

        return isShown;
    }

    private void ShowCommand(in Command command)
    {
        _ordinal = command.Cause == _lastCause ? _ordinal + 1 : 0;
        _lastCause = command.Cause;
        CommandLine.Write(_line, in command, _ordinal, _registry);
    }

    private bool TryPeekCommand(out Command command)
    {
        command = default;
        if (_commands is null)
        {
            return false;
        }

        if (_batchIndex == _batchCount)
        {
            if (!_commands.TryReadFrame(out var batch))
            {
                return false;
            }

            // The span is the cursor's; the next call takes it back, and the events may need it longer.
            if (_batch.Length < batch.Length)
            {
                _batch = new Command[batch.Length];
            }

            batch.CopyTo(_batch);
            _batchCount = batch.Length;
            _batchIndex = 0;
        }

        command = _batch[_batchIndex];
        return true;
    }
}
