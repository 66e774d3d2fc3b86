using Engine.Disruptor;
using Engine.Model.Events;
using Journal.Writing;

namespace Replay.Sessions;

/// <summary>The journaler as a stage: every batch of the input ring goes into the journal.</summary>
/// <remarks>Where no journal is kept it lets everything pass, so that the graph has one shape.</remarks>
internal readonly struct JournalStage(JournalWriter? writer, bool flushesBatches) : IBatchHandler<Event>
{
    /// <inheritdoc />
    public void OnBatch(ReadOnlySpan<Event> batch, long firstSequence, bool endOfBatch)
    {
        writer?.AppendEvents(batch);
        if (flushesBatches && endOfBatch)
        {
            writer?.Flush();
        }
    }
}
