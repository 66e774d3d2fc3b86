using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>Reads all words of each event.</summary>
internal readonly struct SumHandler(SumState state) : IBatchHandler<Payload>
{
    public void OnBatch(ReadOnlySpan<Payload> batch, long firstSequence, bool endOfBatch)
    {
        var sum = state.Sum;
        for (var i = 0; i < batch.Length; i++)
        {
            sum += batch[i].Sum();
        }

        state.Sum = sum;
        Volatile.Write(ref state.Count, state.Count + batch.Length);
    }
}
