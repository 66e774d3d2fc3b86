using Engine.Model.Commands;

namespace Replay.Sessions;

/// <summary>The commands of the run in hand, gathered. One thread.</summary>
internal sealed class CommandTray
{
    private Command[] _commands = new Command[256];
    private int _count;

    /// <summary>What was gathered since the last clear.</summary>
    internal ReadOnlySpan<Command> Commands => new(_commands, 0, _count);

    internal void Clear() => _count = 0;

    internal void Add(ReadOnlySpan<Command> commands)
    {
        if (_count + commands.Length > _commands.Length)
        {
            Array.Resize(ref _commands, Math.Max(_commands.Length * 2, _count + commands.Length));
        }

        commands.CopyTo(_commands.AsSpan(_count));
        _count += commands.Length;
    }
}
