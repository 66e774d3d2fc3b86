using Engine.Model.Commands;

namespace Engine.Core;

/// <summary>The commands that the event in hand has caused, in order. One thread.</summary>
internal sealed class Outbox
{
    private Command[] _commands = new Command[256];
    private int _count;

    /// <summary>What was put out since the last clear; valid until the next.</summary>
    internal ReadOnlySpan<Command> Commands => new(_commands, 0, _count);

    /// <summary>The sequence of the event in hand.</summary>
    internal long Cause { get; set; }

    /// <summary>The place among those of its cause of the command that was put out last; −1 where none was.</summary>
    internal int LastOrdinal => _count - 1;

    /// <summary>The command that was put out last; there is one.</summary>
    internal ref Command Last => ref _commands[_count - 1];

    /// <summary>Forgets the commands of the event before.</summary>
    internal void Clear() => _count = 0;

    /// <summary>Puts a zeroed command out, stamped with its cause; the caller fills in the rest.</summary>
    internal ref Command Add(CommandKind kind)
    {
        if (_count == _commands.Length)
        {
            Grow();
        }

        ref var command = ref _commands[_count++];
        command = default;
        command.Cause = Cause;
        command.Kind = kind;
        return ref command;
    }

    // One event rarely causes more than a handful; a cancel-all of many orders is what grows this, once.
    private void Grow() => Array.Resize(ref _commands, _commands.Length * 2);
}
