using Engine.Model.Units;

namespace Adapters.Common.Ring;

/// <summary>Reads the engine's time; a struct, so that a sink is compiled for it.</summary>
/// <param name="time">The time that all sinks of a session share.</param>
public readonly struct EngineClock(EngineTime time) : IEngineClock
{
    /// <inheritdoc />
    public TimestampNs Now() => time.Now();
}
