using Engine.Model.Units;

namespace Adapters.Common.Ring;

/// <summary>The host's time: a wall anchor plus the monotonic counter. A struct, so that reading it costs no interface call.</summary>
public interface IEngineClock
{
    /// <summary>The time now. Called by the thread that owns the sink.</summary>
    TimestampNs Now();
}
