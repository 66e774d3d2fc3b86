using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Journal;
using Journal.Reading;
using Journal.Rendering;

namespace Replay.Diffs;

/// <summary>Walks one of two runs: event by event, each with the commands that it caused. One thread.</summary>
internal sealed class RunSide : IDisposable
{
    private readonly JournalReader _reader;
    private readonly EventCursor _events;
    private readonly CommandCursor _commands;
    private readonly List<Command> _caused = [];
    private Event[] _frame = [];
    private int _frameCount;
    private int _place;
    private long _frameStart;
    private Command[] _batch = [];
    private int _batchCount;
    private int _batchPlace;

    /// <summary>Opens a run before the event of a sequence.</summary>
    internal RunSide(JournalReader reader, long from)
    {
        _reader = reader;
        Instruments = from > 0 ? reader.ReadRegistry(from) : new InstrumentRegistry();
        _events = reader.OpenEvents();
        _commands = reader.OpenCommands();
        if (from > 0)
        {
            _events.SeekSequence(from);
            _commands.SeekCause(from);
        }
    }

    /// <summary>The instruments that are defined so far.</summary>
    internal InstrumentRegistry Instruments { get; }

    /// <summary>The event; only after a move.</summary>
    internal ref readonly Event Event => ref _frame[_place];

    /// <summary>Its sequence.</summary>
    internal long Sequence => _frameStart + _place;

    /// <summary>Whether the events are over.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>The bytes of a torn tail, once the end was met.</summary>
    internal long TornBytes => _events.TornBytes;

    /// <summary>The commands that the event caused, in order.</summary>
    internal ReadOnlySpan<Command> Commands => CollectionsMarshal.AsSpan(_caused);

    /// <summary>Goes to the next event.</summary>
    /// <exception cref="JournalException">The journal is damaged: what cannot be read cannot be compared.</exception>
    internal bool MoveNext()
    {
        _caused.Clear();
        if (IsOver || (++_place >= _frameCount && !TryReadFrame()))
        {
            IsOver = true;
            return false;
        }

        if (InstrumentRegistry.IsDefinition(Event.Kind))
        {
            Instruments.Apply(in Event);
        }

        while (TryPeek(out var command) && command.Cause <= Sequence)
        {
            _caused.Add(command);
            _batchPlace++;
        }

        return true;
    }

    /// <summary>Ends the walk before the event that was gone to.</summary>
    internal void Stop()
    {
        _caused.Clear();
        IsOver = true;
    }

    /// <summary>The event as text; "nothing" after the last.</summary>
    internal string EventAsText() =>
        IsOver ? DiffPoint.Nothing : EventText.Describe(in Event, Sequence, Instruments);

    /// <summary>The commands as text, checkpoints left out.</summary>
    internal List<string> CommandsAsText()
    {
        var lines = new List<string>();
        foreach (ref readonly var command in Commands)
        {
            if (!IsCheckpoint(command))
            {
                lines.Add(CommandText.Describe(command, Instruments));
            }
        }

        return lines;
    }

    /// <summary>Whether a command tells of the state and decides nothing.</summary>
    internal static bool IsCheckpoint(in Command command) =>
        command.Kind is CommandKind.Witness or CommandKind.Digest;

    /// <inheritdoc />
    public void Dispose()
    {
        _events.Dispose();
        _commands.Dispose();
    }

    private bool TryReadFrame()
    {
        if (!_events.TryReadFrame(out var events))
        {
            return _events is { End: JournalEnd.Damaged, Fault: { } fault }
                ? throw JournalException.Damaged(_reader.Directory, fault)
                : false;
        }

        if (_frame.Length < events.Length)
        {
            _frame = new Event[events.Length];
        }

        events.CopyTo(_frame);
        (_place, _frameCount, _frameStart) = (0, events.Length, _events.FirstSequence);
        return true;
    }

    private bool TryPeek(out Command command)
    {
        command = default;
        while (_batchPlace >= _batchCount)
        {
            if (!_commands.TryReadFrame(out var batch))
            {
                return _commands is { End: JournalEnd.Damaged, Fault: { } fault }
                    ? throw JournalException.Damaged(_reader.Directory, fault)
                    : false;
            }

            if (_batch.Length < batch.Length)
            {
                _batch = new Command[batch.Length];
            }

            batch.CopyTo(_batch);
            (_batchPlace, _batchCount) = (0, batch.Length);
        }

        command = _batch[_batchPlace];
        return true;
    }
}
