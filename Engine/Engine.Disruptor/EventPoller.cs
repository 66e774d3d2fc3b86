using System.Diagnostics;

namespace Engine.Disruptor;

/// <summary>
/// Pulls events from a ring, for a thread that has other duties too, or that cannot always take a whole batch.
/// </summary>
/// <typeparam name="T">The slot.</typeparam>
/// <typeparam name="TBarrier">What the consumer waits for.</typeparam>
/// <remarks>
/// One thread owns it; any thread may read its sequence. It never waits and allocates nothing. A poll costs a look, a
/// release one publication of its sequence: use batches whole where you can.
/// <code>
/// while (poller.Poll(out var batch, out var first) == PollState.Batch)
/// {
///     poller.Release(Use(batch, first));
/// }
/// </code>
/// </remarks>
public sealed class EventPoller<T, TBarrier>
    where T : unmanaged
    where TBarrier : struct, ISequenceBarrier
{
    private readonly RingBuffer<T> _ring;
    private readonly HaltSignal _halt;
    private TBarrier _barrier;
    private long _next;
    private int _polledCount;

    /// <summary>Makes a poller. It gates nobody until its sequence is added to the sequencer's gating ones.</summary>
    /// <param name="ring">The ring to read.</param>
    /// <param name="sequencer">The ring's sequencer.</param>
    /// <param name="barrier">What the consumer waits for.</param>
    public EventPoller(RingBuffer<T> ring, Sequencer sequencer, TBarrier barrier)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(sequencer);
        _ring = ring;
        _halt = sequencer.HaltSignal;
        _barrier = barrier;
        Sequence = new Sequence(sequencer.InitialCursor);
        _next = sequencer.InitialCursor + 1;
    }

    /// <summary>The last sequence released.</summary>
    public Sequence Sequence { get; }

    /// <summary>Looks for events. A batch that is not released is found again.</summary>
    /// <param name="batch">The events, in the ring itself, up to the wrap point; valid until released.</param>
    /// <param name="firstSequence">The sequence of the first.</param>
    /// <returns>Whether there is a batch.</returns>
    public PollState Poll(out ReadOnlySpan<T> batch, out long firstSequence)
    {
        firstSequence = _next;
        batch = default;
        _polledCount = 0;
        if (_halt.IsHalted)
        {
            return PollState.Halted;
        }

        var count = (int)(_barrier.Available(_next) - _next) + 1;
        if (count <= 0)
        {
            return PollState.Idle;
        }

        batch = _ring.Slice(_next, count);
        _polledCount = batch.Length;
        return PollState.Batch;
    }

    /// <summary>Gives back the first events of the last batch; the others come again.</summary>
    /// <param name="count">How many have been used; 0 is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than the last batch held.</exception>
    public void Release(int count)
    {
        if ((uint)count > (uint)_polledCount)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "At most the last batch can be released.");
        }

        Debug.Assert(_polledCount <= _ring.Capacity, "A batch lies within one lap of the ring.");
        if (count == 0)
        {
            return;
        }

        _polledCount -= count;
        _next += count;
        Sequence.Publish(_next - 1);
    }

    /// <summary>Registers the owning thread's parker. Once, at start.</summary>
    /// <param name="parker">Where the thread sleeps.</param>
    public void Watch(Parker parker) => _barrier.Watch(parker);

    /// <summary>Arms what this consumer waits for now; poll once more before parking.</summary>
    public void Arm() => _barrier.Arm(_next);
}
