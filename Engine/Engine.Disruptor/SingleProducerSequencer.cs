using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>The sequencer of a ring that one thread at a time writes.</summary>
/// <remarks>
/// Only that thread may claim and publish. A claim with room costs one compare with a cached number; a publish one
/// release store and one plain load. No interlocked operation anywhere.
/// </remarks>
public sealed class SingleProducerSequencer : Sequencer
{
    // First: the last sequence claimed. Second: the slowest consumer when last looked.
    private PaddedLongs _producer;

    /// <summary>Makes a sequencer.</summary>
    /// <param name="name">The name of the ring, for messages.</param>
    /// <param name="capacity">How many slots the ring has: a power of two, at least 2.</param>
    /// <param name="halt">The stop that blocked claims obey.</param>
    /// <param name="initialCursor">The sequence before the first event.</param>
    public SingleProducerSequencer(
        string name, int capacity, HaltSignal halt, long initialCursor = Sequence.InitialValue)
        : base(name, capacity, halt, initialCursor)
    {
        _producer.First = initialCursor;
        _producer.Second = initialCursor;
    }

    /// <inheritdoc />
    internal override long ClaimedUpTo => Volatile.Read(ref _producer.First);

    /// <summary>The padded producer's fields, for the layout test.</summary>
    internal ref PaddedLongs ProducerFields => ref _producer;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override ClaimResult Claim(int count, out long first)
    {
        var last = _producer.First + count;
        first = _producer.First + 1;
        if ((uint)(count - 1) < (uint)Capacity && SequenceMath.IsAtLeast(_producer.Second, last - Capacity)
            && !HaltSignal.IsHalted)
        {
            _producer.First = last;
            return ClaimResult.Claimed;
        }

        return ClaimOrWait(count);
    }

    /// <inheritdoc />
    public override ClaimResult TryClaim(int count, ClaimPriority priority, out long first)
    {
        var reserve = priority == ClaimPriority.Droppable ? ReserveSlots : 0;
        first = _producer.First + 1;
        if ((uint)(count - 1) >= (uint)(Capacity - reserve))
        {
            return RefuseCount(count);
        }

        if (HaltSignal.IsHalted)
        {
            return ClaimResult.Halted;
        }

        var last = _producer.First + count;
        var needed = last + reserve - Capacity;
        if (!SequenceMath.IsAtLeast(_producer.Second, needed))
        {
            _producer.Second = MinimumGating(_producer.First);
            if (!SequenceMath.IsAtLeast(_producer.Second, needed))
            {
                return ClaimResult.Full;
            }
        }

        _producer.First = last;
        return ClaimResult.Claimed;
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override void Publish(long sequence)
    {
        Debug.Assert(sequence == Cursor.OwnValue + 1, "Slots are published in the order of their claims.");
        Debug.Assert(SequenceMath.IsAtLeast(_producer.First, sequence), "Only claimed slots are published.");
        Cursor.Publish(sequence);
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override void Publish(long first, int count)
    {
        Debug.Assert(first == Cursor.OwnValue + 1, "Slots are published in the order of their claims.");
        Debug.Assert(SequenceMath.IsAtLeast(_producer.First, first + count - 1), "Only claimed slots are published.");
        Cursor.Publish(first + count - 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ClaimResult ClaimOrWait(int count)
    {
        if ((uint)(count - 1) >= (uint)Capacity)
        {
            return RefuseCount(count);
        }

        var last = _producer.First + count;
        if (!WaitForSpace(last - Capacity, out var minimum))
        {
            return ClaimResult.Halted;
        }

        _producer.Second = minimum;
        _producer.First = last;
        return ClaimResult.Claimed;
    }
}
