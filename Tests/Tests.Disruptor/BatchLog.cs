using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Notes each batch that it is given.</summary>
internal sealed class BatchLog : IBatchHandler<Slot>
{
    public List<(long First, int Count, bool EndOfBatch)> Batches { get; } = [];

    public void OnBatch(ReadOnlySpan<Slot> batch, long firstSequence, bool endOfBatch) =>
        Batches.Add((firstSequence, batch.Length, endOfBatch));
}
