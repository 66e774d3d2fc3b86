using Benchmarks.Ring.Textbook;

namespace Benchmarks.Ring;

/// <summary>Reads all words of each event.</summary>
internal struct TextbookSumHandler(SumState state) : ITextbookHandler
{
    private long _sum;
    private long _count;

    public void OnEvent(ref Payload data, long sequence, bool endOfBatch)
    {
        _sum += data.Sum();
        _count++;
        if (endOfBatch)
        {
            state.Sum = _sum;
            Volatile.Write(ref state.Count, _count);
        }
    }
}
