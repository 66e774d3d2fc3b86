using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>Hands the events of a ring to a handler in batches, as large as what has come, up to a limit.</summary>
/// <typeparam name="T">The slot.</typeparam>
/// <typeparam name="THandler">The handler: a struct, for a loop without interface calls; a class works too.</typeparam>
/// <typeparam name="TBarrier">What the stage waits for.</typeparam>
/// <remarks>
/// <para>
/// Everything that one look found is handed over before the next look, in chunks of at most the batch limit. After each
/// chunk the stage's sequence moves, so that producers get their slots back and later stages start. A chunk is split in
/// two where the ring wraps.
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
    // Small batches that are there at once, one after the other, mean that this stage may sit on its producer's heels,
    // where every look drags the cursor's line away from it. Standing back a moment turns the next look into a batch;
    // where that batch is small all the same the stream is not that fast, waiting is all loss, and it is left alone for
    // a good while. Constants: 'ring/1p1c/single' and 'ring/hop/5m'.
    private const int HeelBatch = 256;
    private const int HeelLooks = 6;
    private const int HeelFinds = 16;
    private const int HeelPauses = 100;
    private const int HeelWorth = 32;
    private const int HeelRetry = 16_384;
    private const int QuietLooks = 8;

    private readonly RingBuffer<T> _ring;
    private readonly Sequencer _sequencer;
    private readonly int _batchLimit;
    private TBarrier _barrier;
    private THandler _handler;
    private long _next;
    private long _available;
    private bool _isRunning;

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
        _batchLimit = options.BatchLimit > 0 ? options.BatchLimit : DefaultBatchLimit(ring.Capacity);
        _available = Sequence.OwnValue;
        _next = _available + 1;
    }

    /// <summary>The handler. Only the stage's thread may touch it while the stage runs.</summary>
    public ref THandler Handler => ref _handler;

    /// <inheritdoc />
    public override long Pending => _sequencer.ClaimedUpTo - Sequence.Value;

    /// <inheritdoc />
    /// <remarks>Handles one chunk. Returns 0 once halted, and when called from inside its own handler.</remarks>
    public override int RunOnce()
    {
        // After a throw the flag stays up: the stage is over.
        return _isRunning || HaltSignal.IsHalted || !FindsWork() ? 0 : HandleGuarded();
    }

    /// <inheritdoc />
    public override void Watch(Parker parker) => _barrier.Watch(parker);

    /// <inheritdoc />
    public override void Arm() => _barrier.Arm(_next);

    /// <inheritdoc />
    internal override void Run<TWait>(ref TWait wait, Parker parker)
    {
        var looks = 0;
        var heelFinds = 0;
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
                var handled = HandleGuarded();
                wait.Found(looks);
                heelFinds = NextHeelFinds(heelFinds, handled, looks);
                if (heelFinds > HeelFinds)
                {
                    Processor.Pause(HeelPauses);
                }

                looks = 0;
            }
            else if (wait.KeepLooking(looks))
            {
                looks++;
                if (looks > QuietLooks)
                {
                    // The slot's line then travels together with the barrier's, not after it. Never on a producer's
                    // heels: there it would take away the line that is being written.
                    _ring.Prefetch(_next);
                }
            }
            else
            {
                DutyLoop.Park(this, HaltSignal, parker);
                looks = 0;
            }
        }
    }

    /// <summary>
    /// How many finds in a row looked like those on a producer's heels; negative while standing back has not paid.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextHeelFinds(int heelFinds, int handled, int looks)
    {
        if (heelFinds > HeelFinds && handled < HeelWorth)
        {
            return -HeelRetry;
        }

        var isCounted = heelFinds < 0 || (handled <= HeelBatch && looks <= HeelLooks);
        return isCounted ? Math.Min(heelFinds + 1, HeelFinds + 1) : 0;
    }

    private static HaltSignal HaltSignalOf(Sequencer sequencer)
    {
        ArgumentNullException.ThrowIfNull(sequencer);
        return sequencer.HaltSignal;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool FindsWork()
    {
        if (SequenceMath.IsAtLeast(_available, _next))
        {
            return true;
        }

        _available = _barrier.Available(_next);
        return SequenceMath.IsAtLeast(_available, _next);
    }

    private int HandleGuarded()
    {
        var next = _next;
        _isRunning = true;
        try
        {
            var count = HandleChunk(next);
            _isRunning = false;
            return count;
        }
        catch (Exception exception) when (HaltSignal.Record(Name, next, exception))
        {
            throw;
        }
    }

    // Moving the sequence often hands its line to a blocked producer as often; never until the end of a full ring would
    // keep all its slots for as long. Half is the middle.
    private static int DefaultBatchLimit(int capacity) => capacity / 2;

    private int HandleChunk(long next)
    {
        var backlog = unchecked(_available - next) + 1;
        var count = backlog <= _batchLimit ? (int)backlog : _batchLimit;
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

        _next = next + count;
        Sequence.Publish(_next - 1);
        return count;
    }
}
