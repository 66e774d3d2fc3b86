using Engine.Model.Commands;
using Engine.Model.Events;

namespace Replay.Recovery;

/// <summary>
/// Stands behind the core in a live session and in its recovery alike: the simulated venue. One thread.
/// </summary>
public interface IStreamFollower
{
    /// <summary>Takes the next event of a session, before the commands that it has caused.</summary>
    void OnEvent(in Event e, long sequence);

    /// <summary>Takes the next event of a journal that is replayed.</summary>
    /// <exception cref="InvalidDataException">It is not what followed in the session that was.</exception>
    void OnReplayed(in Event e, long sequence);

    /// <summary>Takes a command for the gateway that a replayed event has caused again.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ordinal">Its place among all commands of that event, from 0.</param>
    void OnReplayed(in Command command, int ordinal);
}
