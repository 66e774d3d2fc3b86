using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>Hands the events of a ring to a handler in batches, as large as what has come, up to a limit.</summary>
/// <typeparam name="T">The slot.</typeparam>
/// <typeparam name="THandler">The handler: a struct, for a loop without interface calls; a class works too.</typeparam>
/// <typeparam name="TBarrier">What the stage waits for.</typeparam>
/// <remarks>
/// <para>
/// Everything that one look found is handed over before the next look. The batch limit adapts: all at once, but an
/// eighth of the ring at a time while more than half of it waits; one that was set holds as it is. After each
/// chunk the stage's sequence moves, so that producers get their slots back and later stages start. A chunk is split in
/// two where the ring wraps.
/// </para>
/// <para>
/// One thread owns it. A batch costs a look, one call of the handler and one publication of the stage's sequence; an
/// event costs what the handler does with it. Nothing is allocated.
/// </para>
/// <para>
/// A handler that throws halts the graph; the sequence stays before the batch in hand and the stage never runs again.
/// The fault is recorded in the <see cref="HaltSignal" />, and the exception passes on to whoever runs the stage.
/// </para>
/// </remarks>
public sealed class BatchEventProcessor<T, THandler, TBarrier> : EventProcessor
    where T : unmanaged
    where THandler : IBatchHandler<T>
    where TBarrier : struct, ISequenceBarrier
{
    private const int QuietLooks = 8;

    private readonly RingBuffer<T> _ring;
    private readonly Sequencer _sequencer;
    private readonly int _batchLimit;
    private readonly int _crowdedLimit;
    private TBarrier _barrier;
    private THandler _handler;
    private ProcessorCell _cell;

    /// <summary>
    /// Makes a processor. It gates nobody until its sequence is added to the sequencer's gating ones.
    /// </summary>
    /// <param name="name">The stage's name.</param>
    /// <param name="ring">The ring to read.</param>
    /// <param name="sequencer">The ring's sequencer; its stop is obeyed.</param>
    /// <param name="barrier">What the stage waits for.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="options">Its sequence and batch limit, where the defaults do not serve.</param>
    public BatchEventProcessor(
        string name,
        RingBuffer<T> ring,
        Sequencer sequencer,
        TBarrier barrier,
        THandler handler,
        ProcessorOptions options = default)
        : base(name, HaltSignalOf(sequencer), options.Sequence ?? new Sequence(sequencer.InitialCursor))
    {
        ArgumentNullException.ThrowIfNull(ring);
        _ring = ring;
        _sequencer = sequencer;
        _barrier = barrier;
        _handler = handler;
        var isLimited = options.BatchLimit > 0;
        _batchLimit = isLimited ? options.BatchLimit : ring.Capacity;
        _crowdedLimit = isLimited ? options.BatchLimit : Math.Max(1, ring.Capacity / 8);
        _cell.Available = Sequence.OwnValue;
        _cell.Next = _cell.Available + 1;
    }

    /// <summary>The handler. Only the stage's thread may touch it while the stage runs.</summary>
    public ref THandler Handler => ref _handler;

    /// <summary>The padded fields, for the layout test.</summary>
    internal ref ProcessorCell Cell => ref _cell;

    /// <inheritdoc />
    public override long Pending => _sequencer.ClaimedUpTo - Sequence.Value;

    /// <inheritdoc />
    internal override int Capacity => _ring.Capacity;

    /// <inheritdoc />
    internal override bool HasBacklog
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => SequenceMath.IsAtLeast(_cell.Available, _cell.Next);
    }

    /// <inheritdoc />
    /// <remarks>Handles one chunk. Returns 0 once halted, and when called from inside its own handler.</remarks>
    public override int RunOnce()
    {
        // After a throw the flag stays up: the stage is over.
        return _cell.IsRunning || HaltSignal.IsHalted || !FindsWork() ? 0 : HandleGuarded();
    }

    /// <inheritdoc />
    public override void Watch(Parker parker) => _barrier.Watch(parker);

    /// <inheritdoc />
    public override void Arm() => _barrier.Arm(_cell.Next);

    /// <inheritdoc />
    internal override void Run<TWait>(ref TWait wait, Parker parker)
    {
        var looks = 0;
        var handled = 0;
        var standingBack = new StandingBack(Capacity);
        while (true)
        {
            // The look stands in the loop itself: a call between the cursor's arrival and the handler is time lost.
            var isFound = FindsWork();
            if (HaltSignal.IsHalted)
            {
                return;
            }

            if (isFound)
            {
                handled += HandleGuarded();
                if (!HasBacklog)
                {
                    wait.Found(looks);
                    Processor.Pause(standingBack.PausesAfter(handled, looks));
                    handled = 0;
                    looks = 0;
                }
            }
            else if (wait.KeepLooking(looks))
            {
                looks++;
                if (looks > QuietLooks)
                {
                    // The slot's line then travels together with the barrier's, not after it. Never on a producer's
                    // heels: there it would take away the line that is being written.
                    _ring.Prefetch(_cell.Next);
                }
            }
            else
            {
                DutyLoop.Park(this, HaltSignal, parker);
                looks = 0;

                // Whoever woke this thread has written the slot: its line then travels while the barrier's does.
                _ring.Prefetch(_cell.Next);
            }
        }
    }

    private static HaltSignal HaltSignalOf(Sequencer sequencer)
    {
        ArgumentNullException.ThrowIfNull(sequencer);
        return sequencer.HaltSignal;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool FindsWork()
    {
        if (HasBacklog)
        {
            return true;
        }

        _cell.Available = _barrier.Available(_cell.Next);
        return HasBacklog;
    }

    private int HandleGuarded()
    {
        var next = _cell.Next;
        _cell.IsRunning = true;
        try
        {
            var count = HandleChunk(next);
            _cell.IsRunning = false;
            return count;
        }
        catch (Exception exception) when (HaltSignal.Record(Name, next, exception))
        {
            throw;
        }
    }

    private int HandleChunk(long next)
    {
        var backlog = unchecked(_cell.Available - next) + 1;
        var limit = LimitFor(backlog);
        var count = backlog <= limit ? (int)backlog : limit;
        Debug.Assert(count > 0 && count <= _ring.Capacity, "A chunk is not empty and lies within one lap of the ring.");

        var isLast = count == backlog;
        var head = _ring.Slice(next, count);
        if (head.Length == count)
        {
            _handler.OnBatch(head, next, isLast);
        }
        else
        {
            _handler.OnBatch(head, next, endOfBatch: false);
            var tail = _ring.Slice(next + head.Length, count - head.Length);
            _handler.OnBatch(tail, next + head.Length, isLast);
        }

        _cell.Next = next + count;
        Sequence.Publish(_cell.Next - 1);
        return count;
    }

    /// <summary>
    /// Everything at once moves the sequence least; but where more than half of the ring waits, producers may be held
    /// up, and get their slots back an eighth at a time: what a blocked one waits for.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LimitFor(long backlog) => backlog > _ring.Capacity / 2 ? _crowdedLimit : _batchLimit;
}
