using Benchmarks.Ring.Textbook;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>Records how long after its intended time each event arrives; the first word holds that time.</summary>
internal struct HopHandler(HopState state) : IBatchHandler<Payload>, ITextbookHandler
{
    public void OnBatch(ReadOnlySpan<Payload> batch, long firstSequence, bool endOfBatch)
    {
        for (var i = 0; i < batch.Length; i++)
        {
            state.Arrive(in batch[i]);
        }
    }

    public void OnEvent(ref Payload data, long sequence, bool endOfBatch) => state.Arrive(in data);
}
