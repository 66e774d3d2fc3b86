using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Notes each batch that it is given.</summary>
internal sealed class BatchLog : IBatchHandler<Slot>
{
    public List<(long First, int Count, bool EndOfBatch)> Batches { get; } = [];

    public void OnBatch(ReadOnlySpan<Slot> batch, long firstSequence, bool endOfBatch) =>
        Batches.Add((firstSequence, batch.Length, endOfBatch));
}

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

/// <summary>What a <see cref="CheckingHandler" /> has seen.</summary>
internal sealed class CheckingState(long initialSequence = Sequence.InitialValue)
{
    private long _next = unchecked(initialSequence + 1);
    private long _count;

    public long Count => Volatile.Read(ref _count);

    /// <summary>The sequences of those that must have handled an event before.</summary>
    public Sequence[] Before { get; init; } = [];

    /// <summary>Spins this many times per event.</summary>
    public int SlowSpins { get; init; }

    /// <summary>False where several producers number their events each for itself.</summary>
    public bool NumbersAreSequences { get; init; } = true;

    public void Check(in Slot slot, long sequence)
    {
        if (sequence != _next)
        {
            throw new InvalidOperationException($"Expected sequence {_next}, got {sequence}.");
        }

        if (!slot.IsWhole || (NumbersAreSequences && slot.Number != sequence))
        {
            throw new InvalidOperationException($"Slot {sequence} is torn or stale: {slot.Number}.");
        }

        foreach (var other in Before)
        {
            if (unchecked(other.Value - sequence) < 0)
            {
                throw new InvalidOperationException($"Sequence {sequence} came before its dependency.");
            }
        }

        if (SlowSpins > 0)
        {
            Thread.SpinWait(SlowSpins);
        }

        _next = unchecked(sequence + 1);
        Volatile.Write(ref _count, _count + 1);
    }
}

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

/// <summary>The slot's own number is its cause.</summary>
internal readonly struct NumberIsCause : ICauseReader<Slot>
{
    public long CauseOf(in Slot slot) => slot.Number;
}
