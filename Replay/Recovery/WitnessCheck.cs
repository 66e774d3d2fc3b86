using System.Globalization;
using Engine.Model.Commands;
using Journal;
using Journal.Reading;

namespace Replay.Recovery;

/// <summary>
/// Holds the witnesses and digests that a replica put out beside those that the live core recorded. One thread.
/// </summary>
/// <remarks>
/// Recorded commands may come later than their events: what the replica has put out waits for them. Commands that a
/// crash has cut off never come; the next that does says enough, for a witness holds all that went before.
/// </remarks>
internal sealed class WitnessCheck
{
    private const string Nothing = "nothing";

    private readonly Queue<Command> _own = new();
    private long _nextCommand = -1;

    /// <summary>The first event whose commands are compared.</summary>
    private readonly long _from;

    internal WitnessCheck(long from) => _from = from;

    /// <summary>Where they part; null so far.</summary>
    internal ShadowFault? Fault { get; private set; }

    /// <summary>Witnesses and digests that agreed.</summary>
    internal long AgreedCount { get; private set; }

    /// <summary>The event after which they agreed last; −1 for none.</summary>
    internal long AgreedSequence { get; private set; } = -1;

    /// <summary>Takes what the replica has put out after an event.</summary>
    internal void Add(ReadOnlySpan<Command> commands)
    {
        foreach (ref readonly var command in commands)
        {
            if (IsCheck(command))
            {
                _own.Enqueue(command);
            }
        }
    }

    /// <summary>Compares with what is recorded by now.</summary>
    /// <param name="reader">The journal as it is now.</param>
    /// <param name="last">The last event that the replica was fed.</param>
    /// <exception cref="JournalException">The recorded commands are damaged (Data), or the disk failed (Io).</exception>
    internal void Compare(JournalReader reader, long last)
    {
        using var cursor = reader.OpenCommands();
        if (_nextCommand < 0)
        {
            cursor.SeekCause(_from);
        }
        else
        {
            cursor.SeekSequence(_nextCommand);
        }

        while (Fault is null && cursor.TryReadFrame(out var commands))
        {
            for (var i = 0; i < commands.Length; i++)
            {
                if (commands[i].Cause > last)
                {
                    _nextCommand = cursor.FirstSequence + i;
                    return;
                }

                if (IsCheck(commands[i]))
                {
                    CompareOne(commands[i]);
                }
            }

            _nextCommand = cursor.FirstSequence + commands.Length;
        }

        if (cursor is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            throw JournalException.Damaged(reader.Directory, fault);
        }
    }

    private static bool IsCheck(in Command command) => command.Kind is CommandKind.Witness or CommandKind.Digest;

    private void CompareOne(in Command recorded)
    {
        while (_own.Count > 0 && _own.Peek().Cause < recorded.Cause)
        {
            _own.Dequeue();
        }

        var hasOwn = _own.TryDequeue(out var own);
        if (hasOwn && own.Cause == recorded.Cause && own.Kind == recorded.Kind && own.Hash == recorded.Hash)
        {
            AgreedCount++;
            AgreedSequence = recorded.Cause;
            return;
        }

        Fault ??= new ShadowFault(
            recorded.Cause,
            recorded.Kind == CommandKind.Witness ? "witness" : "digest",
            Hex(recorded.Hash),
            hasOwn && own.Cause == recorded.Cause && own.Kind == recorded.Kind ? Hex(own.Hash) : Nothing);
    }

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
