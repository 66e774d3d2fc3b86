namespace Engine.Disruptor;

/// <summary>
/// Holds slots back until another sequence has reached their cause: commands leave only when the event that caused them
/// is in the journal.
/// </summary>
/// <remarks>
/// Its consumer's thread calls it. Slots leave in order: one whose cause is not reached holds back all behind it. A
/// look costs the inner one and an acquire load; each slot's cause is read once, plus once per look while it is the one
/// that holds. The consumer parks on whatever holds it: the ring when that is empty, else the releasing sequence.
/// </remarks>
/// <typeparam name="T">The slot.</typeparam>
/// <typeparam name="TInner">The barrier on the ring itself.</typeparam>
/// <typeparam name="TCause">Reads the cause.</typeparam>
public struct ReleaseBarrier<T, TInner, TCause> : ISequenceBarrier
    where T : unmanaged
    where TInner : struct, ISequenceBarrier
    where TCause : struct, ICauseReader<T>
{
    private readonly RingBuffer<T> _ring;
    private readonly Sequence _reached;
    private TInner _inner;
    private TCause _cause;

    /// <summary>Makes a barrier.</summary>
    /// <param name="ring">The ring whose slots are held.</param>
    /// <param name="inner">What the consumer waits for on that ring.</param>
    /// <param name="reached">The sequence that releases, such as what the journal has written.</param>
    /// <param name="cause">Reads a slot's cause.</param>
    public ReleaseBarrier(RingBuffer<T> ring, TInner inner, Sequence reached, TCause cause)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(reached);
        _ring = ring;
        _inner = inner;
        _reached = reached;
        _cause = cause;
    }

    /// <inheritdoc />
    public long Available(long next)
    {
        var available = _inner.Available(next);
        if (!SequenceMath.IsAtLeast(available, next))
        {
            return available;
        }

        var reached = _reached.Value;
        var released = next;
        while (SequenceMath.IsAtLeast(available, released)
            && SequenceMath.IsAtLeast(reached, _cause.CauseOf(in _ring[released])))
        {
            released++;
        }

        return released - 1;
    }

    /// <inheritdoc />
    public void Watch(Parker parker)
    {
        _inner.Watch(parker);
        _reached.Watch(parker);
    }

    /// <inheritdoc />
    public void Arm(long next)
    {
        if (SequenceMath.IsAtLeast(_inner.Available(next), next))
        {
            _reached.Arm();
        }
        else
        {
            _inner.Arm(next);
        }
    }
}
