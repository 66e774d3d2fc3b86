using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Replay.Simulation;

/// <summary>Hears every event of one seed's run with what it has caused.</summary>
public interface ISimulationListener
{
    /// <summary>An event has gone through.</summary>
    /// <param name="e">The event.</param>
    /// <param name="sequence">Its place in the stream.</param>
    /// <param name="commands">What it has caused; valid until the call returns.</param>
    /// <param name="instruments">The instruments of the stream.</param>
    void OnEvent(in Event e, long sequence, ReadOnlySpan<Command> commands, InstrumentRegistry instruments);
}
