using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Throws at one sequence.</summary>
internal sealed class ThrowingHandler(long at) : IBatchHandler<Slot>
{
    public long Handled { get; private set; }

    public void OnBatch(ReadOnlySpan<Slot> batch, long firstSequence, bool endOfBatch)
    {
        if (firstSequence <= at && at < firstSequence + batch.Length)
        {
            throw new InvalidDataException($"event {at}");
        }

        Handled += batch.Length;
    }
}
