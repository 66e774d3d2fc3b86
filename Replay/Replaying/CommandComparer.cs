using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Journal;
using Journal.Reading;
using Journal.Rendering;

namespace Replay.Replaying;

/// <summary>Walks the recorded commands beside the replayed ones and stops at the first that differs.</summary>
internal sealed class CommandComparer : IDisposable
{
    private const string Nothing = "nothing";

    private readonly CommandCursor _cursor;
    private readonly InstrumentRegistry _instruments;
    private readonly string _directory;
    private readonly bool _hasCommands;
    private Command[] _frame = [];
    private int _frameCount;
    private int _next;

    /// <param name="reader">The journal.</param>
    /// <param name="instruments">For the texts of a difference.</param>
    /// <param name="from">The first event whose commands are compared.</param>
    internal CommandComparer(JournalReader reader, InstrumentRegistry instruments, long from)
    {
        _cursor = reader.OpenCommands();
        if (from > 0)
        {
            _cursor.SeekCause(from);
        }

        _instruments = instruments;
        _directory = reader.Directory;
        _hasCommands = reader.CommandSegmentCount > 0;
    }

    /// <summary>Where it first parts; null so far.</summary>
    internal FirstDifference? Difference { get; private set; }

    /// <summary>Witnesses that agreed.</summary>
    internal long WitnessCount { get; private set; }

    /// <summary>Digests that agreed.</summary>
    internal long DigestCount { get; private set; }

    /// <summary>How the recorded stream ends, once its end was met.</summary>
    internal JournalEnd End => _cursor.End;

    /// <summary>Commands that were compared and agreed.</summary>
    internal long AgreedCount { get; private set; }

    /// <summary>Whether the recorded commands have run out before the replayed ones.</summary>
    internal bool HasRunOut { get; private set; }

    /// <summary>The event whose commands are the first that are not on record; only where they have run out.</summary>
    internal long FirstUnrecorded { get; private set; }

    /// <summary>Commands that were decided again and have no record to be compared with.</summary>
    internal long UnrecordedCount { get; private set; }

    /// <summary>Commands on record whose events are not there to decide them again.</summary>
    internal long OrphanCount { get; private set; }

    /// <summary>The bytes of a torn tail of the commands.</summary>
    internal long TornBytes => _cursor.TornBytes;

    /// <summary>Compares what one event has caused.</summary>
    internal void Compare(ReadOnlySpan<Command> replayed)
    {
        foreach (ref readonly var command in replayed)
        {
            if (Difference is not null || HasRunOut)
            {
                UnrecordedCount += HasRunOut ? 1 : 0;
                continue;
            }

            if (!TryPeek(out var recorded))
            {
                OnRunOut(command);
                continue;
            }

            // The bytes themselves: there is no padding and no field that may differ.
            if (!Bytes(recorded).SequenceEqual(Bytes(command)))
            {
                Difference = new FirstDifference(
                    Math.Min(recorded.Cause, command.Cause), What(command.Kind), Text(recorded), Text(command));
                continue;
            }

            _next++;
            AgreedCount++;
            WitnessCount += command.Kind == CommandKind.Witness ? 1 : 0;
            DigestCount += command.Kind == CommandKind.Digest ? 1 : 0;
        }
    }

    /// <summary>At the end of the events: a recorded command that is left over was not decided again.</summary>
    /// <param name="lastSequence">The last event replayed: what later events caused is not expected.</param>
    internal void Finish(long lastSequence)
    {
        if (Difference is null && !HasRunOut && TryPeek(out var recorded) && recorded.Cause <= lastSequence)
        {
            Difference = new FirstDifference(recorded.Cause, What(recorded.Kind), Text(recorded), Nothing);
        }

        RequireReadable();
    }

    /// <summary>After the last event that there is: counts what is on record of later ones.</summary>
    internal void CountOrphans(long eventCount)
    {
        while (Difference is null && TryPeek(out var recorded))
        {
            OrphanCount += recorded.Cause >= eventCount ? 1 : 0;
            _next++;
        }

        RequireReadable();
    }

    /// <inheritdoc />
    public void Dispose() => _cursor.Dispose();

    private static ReadOnlySpan<byte> Bytes(in Command command) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<Command>(in command));

    private static string What(CommandKind kind) => kind switch
    {
        CommandKind.Witness => "witness",
        CommandKind.Digest => "digest",
        _ => "command",
    };

    private string Text(in Command command) => CommandText.Describe(command, _instruments);

    /// <summary>
    /// A session that died may have lost the end of its commands, which are derived and never flushed.
    /// </summary>
    private void OnRunOut(in Command replayed)
    {
        RequireReadable();
        HasRunOut = true;
        FirstUnrecorded = replayed.Cause;
        UnrecordedCount = 1;
        if (_hasCommands && _cursor.End == JournalEnd.Closed)
        {
            Difference = new FirstDifference(replayed.Cause, What(replayed.Kind), Nothing, Text(replayed));
        }
    }

    /// <summary>Decisions that cannot be read cannot be agreed with.</summary>
    private void RequireReadable()
    {
        if (_cursor is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            throw JournalException.Damaged(_directory, fault);
        }
    }

    private bool TryPeek(out Command command)
    {
        while (_next >= _frameCount)
        {
            if (!_cursor.TryReadFrame(out var commands))
            {
                command = default;
                return false;
            }

            if (_frame.Length < commands.Length)
            {
                _frame = new Command[commands.Length];
            }

            commands.CopyTo(_frame);
            (_next, _frameCount) = (0, commands.Length);
        }

        command = _frame[_next];
        return true;
    }
}
