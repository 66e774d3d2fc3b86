using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies;
using Journal.Writing;

namespace Replay.Recovery;

/// <summary>How a session of a live journal is opened.</summary>
public sealed record SessionOptions
{
    /// <summary>How the journal is written; live. A new one begins with epoch 1.</summary>
    public required JournalWriterOptions Journal { get; init; }

    /// <summary>What the session is.</summary>
    public required RunMode Mode { get; init; }

    /// <summary>Where strategies are found by name.</summary>
    public StrategyCatalog Catalog { get; init; } = StrategyCatalog.BuiltIn;

    /// <summary>
    /// Makes what a new journal is told before its first session: instruments, strategies, parameters, balances; runs
    /// with a time. It is the same whenever it is made, but for the time.
    /// </summary>
    public required Func<TimestampNs, IReadOnlyList<Event[]>> Preamble { get; init; }

    /// <summary>The slots of the rings; a power of two.</summary>
    public int RingCapacity { get; init; } = 8_192;
}
