using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>The sequencer of a ring that one thread at a time writes.</summary>
/// <remarks>
/// Only that thread may claim and publish. A claim with room costs one compare with a cached number; a publish one
/// release store and one plain load. No interlocked operation anywhere.
/// </remarks>
public sealed unsafe class SingleProducerSequencer : Sequencer
{
    // The slots whose lines it takes early; null where no ring was attached.
    private byte* _slots;
    private object? _slotsOwner;
    private long _slotMask;
    private int _slotBytes;

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

    /// <summary>
    /// Tells the sequencer where its slots are, for <see cref="OwnNext" />. That writes a free slot's first byte, so
    /// the content of free slots is undefined. At start; a <see cref="Topology" /> does it.
    /// </summary>
    /// <typeparam name="T">The slot.</typeparam>
    /// <param name="ring">The ring whose slots this sequencer hands out.</param>
    /// <exception cref="ArgumentException">The ring has another capacity.</exception>
    public void AttachSlots<T>(RingBuffer<T> ring)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Capacity != Capacity)
        {
            throw new ArgumentException(
                $"The ring has {ring.Capacity} slots, the sequencer '{Name}' {Capacity}.", nameof(ring));
        }

        _slotsOwner = ring;
        _slots = ring.Start;
        _slotMask = Capacity - 1;
        _slotBytes = sizeof(T);
    }

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

    /// <summary>
    /// Takes the next slot's cache line, if the slot is free and a ring was attached: the write to come then finds it
    /// at hand, which shortens the hop. For a producer that has published and now waits for its source; a busy one
    /// loses by it.
    /// </summary>
    public void OwnNext()
    {
        var next = _producer.First + 1;
        if (_slots is not null && SequenceMath.IsAtLeast(_producer.Second, next - Capacity))
        {
            _slots[(next & _slotMask) * _slotBytes] = 0;
        }
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
