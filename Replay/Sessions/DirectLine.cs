using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal.Writing;

namespace Replay.Sessions;

/// <summary>Calls the core directly; writes a journal beside it where one is wanted.</summary>
internal sealed class DirectLine : IEngineLine
{
    private readonly JournalWriter? _writer;
    private readonly CommandTray _tray = new();

    internal DirectLine(TradingCore core, JournalWriter? writer)
    {
        Core = core;
        _writer = writer;
        NextSequence = core.Sequence + 1;
    }

    /// <inheritdoc />
    public TradingCore Core { get; }

    /// <inheritdoc />
    public ReadOnlySpan<Command> Commands => _tray.Commands;

    /// <inheritdoc />
    public long NextSequence { get; private set; }

    /// <inheritdoc />
    public void Submit(ReadOnlySpan<Event> run)
    {
        Begin(run);
        foreach (ref readonly var e in run)
        {
            Step(in e);
        }
    }

    /// <summary>Begins a run that the caller then steps through.</summary>
    internal void Begin(ReadOnlySpan<Event> run)
    {
        _tray.Clear();
        _writer?.AppendEvents(run);
    }

    /// <summary>Puts the next slot of a run through; what it causes are the core's commands.</summary>
    internal void Step(in Event e)
    {
        Core.OnEvent(e, NextSequence++);
        if (!Core.Commands.IsEmpty)
        {
            _writer?.AppendCommands(Core.Commands);
            _tray.Add(Core.Commands);
        }
    }

    /// <inheritdoc />
    public void Complete()
    {
        // Nothing runs behind the caller's back.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // The writer belongs to whoever made it.
    }
}
