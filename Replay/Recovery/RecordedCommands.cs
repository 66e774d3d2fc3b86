using System.Runtime.InteropServices;
using Engine.Core;
using Engine.Model.Commands;
using Journal;
using Journal.Reading;
using Journal.Rendering;

namespace Replay.Recovery;

/// <summary>
/// Holds the commands that a recovery decides again beside those that were recorded, and keeps those that a crash has
/// kept from being recorded. One thread.
/// </summary>
internal sealed class RecordedCommands : IDisposable
{
    private readonly CommandCursor _cursor;
    private readonly string _directory;
    private readonly List<Command> _missing = [];
    private Command[] _frame = [];
    private int _frameCount;
    private int _next;
    private bool _hasEnded;

    /// <param name="reader">The journal.</param>
    /// <param name="from">The first event whose commands are held beside.</param>
    internal RecordedCommands(JournalReader reader, long from)
    {
        _cursor = reader.OpenCommands();
        if (from > 0)
        {
            _cursor.SeekCause(from);
        }

        _directory = reader.Directory;
    }

    /// <summary>What was decided and not recorded: it comes behind what is.</summary>
    internal ReadOnlySpan<Command> Missing => CollectionsMarshal.AsSpan(_missing);

    /// <summary>
    /// Whether all that the events before one have caused is recorded: something that a later one has caused is, or the
    /// record was closed in good order.
    /// </summary>
    internal static bool Reach(JournalReader reader, long sequence)
    {
        using var cursor = reader.OpenCommands();
        cursor.SeekCause(sequence);
        return cursor.TryReadFrame(out _) || cursor.End == JournalEnd.Closed;
    }

    /// <summary>Takes what an event has caused again.</summary>
    /// <exception cref="JournalException">It is not what was recorded (Safety), or that is damaged (Data).</exception>
    internal void Take(TradingCore core)
    {
        foreach (ref readonly var command in core.Commands)
        {
            if (!TryPeek(out var recorded))
            {
                _missing.Add(command);
            }
            else if (Bytes(recorded).SequenceEqual(Bytes(command)))
            {
                _next++;
            }
            else
            {
                throw Differs(core, recorded, command);
            }
        }
    }

    public void Dispose() => _cursor.Dispose();

    private static ReadOnlySpan<byte> Bytes(in Command command) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<Command>(in command));

    private JournalException Differs(TradingCore core, in Command recorded, in Command command) => new(
        JournalErrorCategory.Safety, _directory,
        $"event {Math.Min(recorded.Cause, command.Cause)} has caused "
        + $"'{CommandText.Describe(recorded, core.Instruments)}' and causes "
        + $"'{CommandText.Describe(command, core.Instruments)}' now: this program is not the one that wrote it",
        SessionRecovery.WaysOn);

    private bool TryPeek(out Command command)
    {
        command = default;
        while (!_hasEnded && _next >= _frameCount)
        {
            if (!_cursor.TryReadFrame(out var commands))
            {
                _hasEnded = true;
                if (_cursor is { End: JournalEnd.Damaged, Fault: { } fault })
                {
                    throw JournalException.Damaged(_directory, fault);
                }

                break;
            }

            if (_frame.Length < commands.Length)
            {
                _frame = new Command[commands.Length];
            }

            commands.CopyTo(_frame);
            (_next, _frameCount) = (0, commands.Length);
        }

        if (_hasEnded)
        {
            return false;
        }

        command = _frame[_next];
        return true;
    }
}
