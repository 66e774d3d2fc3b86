using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>
/// Checks that every event comes once, whole and in order; counts in a class, so that a test can read it.
/// </summary>
internal readonly struct CheckingHandler(CheckingState state) : IBatchHandler<Slot>
{
    public void OnBatch(ReadOnlySpan<Slot> batch, long firstSequence, bool endOfBatch)
    {
        for (var i = 0; i < batch.Length; i++)
        {
            state.Check(in batch[i], unchecked(firstSequence + i));
        }
    }
}
