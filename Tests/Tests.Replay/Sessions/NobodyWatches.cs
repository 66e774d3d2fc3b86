using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>Watches nothing: only what the run leaves behind counts.</summary>
internal sealed class NobodyWatches : IRunObserver
{
    public TimestampNs OnRun(ReadOnlySpan<Event> run, ReadOnlySpan<Command> commands, TradingCore core) =>
        TimestampNs.MaxValue;

    public TimestampNs Look(TradingCore core, TimestampNs until) => TimestampNs.MaxValue;
}
