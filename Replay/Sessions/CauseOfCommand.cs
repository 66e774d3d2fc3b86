using Engine.Disruptor;
using Engine.Model.Commands;

namespace Replay.Sessions;

/// <summary>Reads which event must be journaled before a command may leave.</summary>
internal readonly struct CauseOfCommand : ICauseReader<Command>
{
    /// <inheritdoc />
    public long CauseOf(in Command slot) => slot.Cause;
}
