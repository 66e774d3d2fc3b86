using Engine.Disruptor;
using Engine.Model.Commands;
using Journal.Writing;

namespace Replay.Sessions;

/// <summary>The command recorder as a stage: the journal's second stream.</summary>
internal readonly struct RecorderStage(JournalWriter? writer) : IBatchHandler<Command>
{
    /// <inheritdoc />
    public void OnBatch(ReadOnlySpan<Command> batch, long firstSequence, bool endOfBatch) =>
        writer?.AppendCommands(batch);
}
