using Engine.Disruptor;
using Engine.Model.Commands;

namespace Replay.Sessions;

/// <summary>The gateway of a lock-stepped run: it gathers what may leave for the caller, who hands it to the venue.</summary>
internal readonly struct GatewayStage(CommandTray tray) : IBatchHandler<Command>
{
    /// <inheritdoc />
    public void OnBatch(ReadOnlySpan<Command> batch, long firstSequence, bool endOfBatch) => tray.Add(batch);
}
