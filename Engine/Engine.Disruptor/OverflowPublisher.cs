using System.Diagnostics;

namespace Engine.Disruptor;

/// <summary>Publishes onto a ring without ever waiting: what does not fit queues here, whole and in order.</summary>
/// <typeparam name="T">The slot.</typeparam>
/// <remarks>
/// For whoever drains one ring and publishes onto another that is upstream of it: waiting there could close a circle in
/// which nobody moves. The queue is bounded, and its overflow halts the graph by name. One thread owns it, and runs it
/// as a duty beside the one that publishes, so that what is queued goes out as slots get free. While nothing queues it
/// costs a claim and a copy; the queue is allocated at once, with the publisher.
/// </remarks>
public sealed class OverflowPublisher<T> : IDuty
    where T : unmanaged
{
    private readonly RingBuffer<T> _ring;
    private readonly Sequencer _sequencer;
    private readonly T[] _queue;
    private readonly int[] _runLengths;
    private int _head;
    private int _runHead;
    private int _runCount;
    private int _count;

    /// <summary>Makes a publisher.</summary>
    /// <param name="name">Its name, for the fault.</param>
    /// <param name="ring">The ring to publish onto.</param>
    /// <param name="sequencer">The ring's sequencer; this publisher is one of its producers.</param>
    /// <param name="queueCapacity">The most slots that may queue.</param>
    public OverflowPublisher(string name, RingBuffer<T> ring, Sequencer sequencer, int queueCapacity)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(sequencer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(queueCapacity);
        Name = name;
        _ring = ring;
        _sequencer = sequencer;
        _queue = new T[queueCapacity];
        _runLengths = new int[queueCapacity];
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public long Pending => Volatile.Read(ref _count);

    /// <summary>The most slots that have ever queued.</summary>
    public int PendingMax { get; private set; }

    /// <summary>Publishes a run, at once if there is room and nothing queues, else as soon as there is.</summary>
    /// <param name="run">The slots, which stay together; at least one.</param>
    /// <returns>
    /// <see cref="ClaimResult.Claimed" /> if published, <see cref="ClaimResult.Full" /> if queued,
    /// <see cref="ClaimResult.TooLarge" /> if the ring could never hold it, <see cref="ClaimResult.Halted" /> if the
    /// graph has halted, by this overflow or otherwise.
    /// </returns>
    public ClaimResult Publish(ReadOnlySpan<T> run)
    {
        if (_count == 0)
        {
            var answer = TryPublish(run);
            if (answer != ClaimResult.Full)
            {
                return answer;
            }
        }
        else if (run.Length > _sequencer.Capacity)
        {
            return ClaimResult.TooLarge;
        }

        if (_sequencer.HaltSignal.IsHalted)
        {
            return ClaimResult.Halted;
        }

        if (run.Length > _queue.Length - _count)
        {
            _sequencer.HaltSignal.Fail(Name, Sequence.InitialValue, new InvalidOperationException(
                $"The queue of '{Name}' before ring '{_sequencer.Name}' overflowed: {_queue.Length} slots."));
            return ClaimResult.Halted;
        }

        Enqueue(run);
        return ClaimResult.Full;
    }

    /// <inheritdoc />
    public int RunOnce()
    {
        var done = 0;
        while (_runCount > 0)
        {
            var length = _runLengths[_runHead];
            if (_sequencer.TryClaim(length, out var first) != ClaimResult.Claimed)
            {
                break;
            }

            for (var i = 0; i < length; i++)
            {
                _ring[first + i] = _queue[_head];
                _head = Next(_head);
            }

            _sequencer.Publish(first, length);
            _runHead = Next(_runHead);
            _runCount--;
            Volatile.Write(ref _count, _count - length);
            done += length;
        }

        return done;
    }

    /// <inheritdoc />
    public void Watch(Parker parker) => _sequencer.WatchSpace(parker);

    /// <inheritdoc />
    public void Arm()
    {
        if (_count > 0)
        {
            _sequencer.ArmSpace();
        }
    }

    private ClaimResult TryPublish(ReadOnlySpan<T> run)
    {
        var answer = _sequencer.TryClaim(run.Length, out var first);
        if (answer == ClaimResult.Claimed)
        {
            _ring.CopyIn(first, run);
            _sequencer.Publish(first, run.Length);
        }

        return answer;
    }

    private void Enqueue(ReadOnlySpan<T> run)
    {
        var tail = (_head + _count) % _queue.Length;
        foreach (ref readonly var slot in run)
        {
            _queue[tail] = slot;
            tail = Next(tail);
        }

        _runLengths[(_runHead + _runCount) % _runLengths.Length] = run.Length;
        _runCount++;
        Volatile.Write(ref _count, _count + run.Length);
        PendingMax = Math.Max(PendingMax, _count);
        Debug.Assert(_count <= _queue.Length && _runCount <= _count, "Each queued run holds at least one slot.");
    }

    private int Next(int index) => index + 1 == _queue.Length ? 0 : index + 1;
}
