using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>Where threads sleep until somebody's progress wakes them: a futex on Linux, a monitor elsewhere.</summary>
/// <remarks>
/// <para>
/// The sleeper's protocol, which loses no wake-up: take a ticket with <see cref="PrepareToPark" />; arm every sequence
/// whose progress would be work; <see cref="Fence" />; look again; if there still is nothing, <see cref="Park" /> with
/// the ticket. A wake-up at any moment after the ticket was taken makes the park return.
/// </para>
/// <para>
/// Any thread may wake; several may sleep on one parker and all of them wake. Waking may be spurious. A park and a
/// wake-up that finds a sleeper cost a system call each; only the constructor and <see cref="Sequence.Watch" />
/// allocate.
/// </para>
/// </remarks>
public sealed unsafe class Parker
{
    // One line for both words: a wake-up then fetches one line, not two.
    private const int BlockBytes = 192;
    private const int EpochOffset = 64;

    private readonly byte[] _block;
    private readonly int* _epoch;
    private readonly int* _sleeperCount;
    private readonly object _monitor = new();

    private Watched[] _watched = [];

    /// <summary>Makes a parker.</summary>
    public Parker()
    {
        // The kernel knows a futex by its address, so the word must not move.
        _block = GC.AllocateArray<byte>(BlockBytes, pinned: true);
        _epoch = (int*)Unsafe.AsPointer(ref _block[EpochOffset]);
        _sleeperCount = _epoch + 1;

        // The first of each call binds it, which allocates: here, so that the first sleep does not.
        Interlocked.MemoryBarrierProcessWide();
        if (Futex.IsSupported)
        {
            Futex.WakeAll(_epoch);
            Futex.Wait(_epoch, 1);
        }
    }

    /// <summary>Takes the ticket with which to park. Call it before arming and looking.</summary>
    /// <returns>The ticket; it is void after the next wake-up.</returns>
    public int PrepareToPark() => Volatile.Read(ref *_epoch);

    /// <summary>
    /// Stands between arming and the last look, so that either a publisher sees that it must wake, or that look sees
    /// what it published. For whoever is about to sleep here; costs a fence, and at times a process-wide barrier.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Publisher: value, then flag. Sleeper: flag, then value. Both must take their two steps in that order, while a
    /// processor lets a load pass the store before it. A fence on both sides would do, but cost each publication
    /// dearly. So the first sleeper pays for both: it asks the publishers of all that it watches to fence, and runs a
    /// process-wide barrier. What was published before that barrier is seen by the look after it; whoever publishes
    /// later knows that it must fence. From then on a sleeper's own fence is enough.
    /// </para>
    /// <para>
    /// A publisher that has fenced many times in vain stops. A sleeper sees that from the generation, which it reads
    /// after its own fence: if it still is the one that was paid for, then the flag was up before any publisher
    /// stopped, and one that has stopped reads it up with the very load that tells it not to fence.
    /// </para>
    /// <para>
    /// In a virtual machine a process-wide barrier may take ten microseconds and disturbs each running thread of the
    /// process: what comes in a steady beat pays for one, at the start.
    /// </para>
    /// </remarks>
    public void Fence()
    {
        Interlocked.MemoryBarrier();
        foreach (ref var one in Volatile.Read(ref _watched).AsSpan())
        {
            if (one.Sequence.Fencing != Volatile.Read(ref one.PaidGeneration))
            {
                PayForPublishers();
                return;
            }
        }
    }

    /// <summary>
    /// Sleeps until the next wake-up after the ticket was taken; returns at once if that has already come. It may also
    /// return before any, so look again.
    /// </summary>
    /// <param name="ticket">What <see cref="PrepareToPark" /> returned.</param>
    public void Park(int ticket)
    {
        Interlocked.Increment(ref *_sleeperCount);
        if (Futex.IsSupported)
        {
            // Who was woken touches nothing here: the words' line is the waker's, and fetching it would make what it
            // was woken for late. The waker strikes it off the count; all others do that themselves.
            if (!Futex.Wait(_epoch, ticket))
            {
                Interlocked.Decrement(ref *_sleeperCount);
            }
        }
        else
        {
            ParkOnMonitor(ticket);
            Interlocked.Decrement(ref *_sleeperCount);
        }

        GC.KeepAlive(_block);
    }

    /// <summary>
    /// Voids all tickets taken so far and wakes all sleepers. Any thread; a system call only if one sleeps.
    /// </summary>
    public void Wake()
    {
        // Both sides are interlocked: either this side sees the sleeper, or the sleeper (in the kernel, which compares
        // under the lock that a wake-up takes) sees the new epoch. The count is never below the number of sleepers:
        // each adds itself first, and is struck off once it has been woken. Too high a count costs a system call.
        Interlocked.Increment(ref *_epoch);
        if (Volatile.Read(ref *_sleeperCount) == 0)
        {
            return;
        }

        if (Futex.IsSupported)
        {
            var wokenCount = Futex.WakeAll(_epoch);
            Interlocked.Add(ref *_sleeperCount, -wokenCount);
        }
        else
        {
            lock (_monitor)
            {
                Monitor.PulseAll(_monitor);
            }
        }

        GC.KeepAlive(_block);
    }

    /// <summary>Takes note of a sequence that wakes it. For <see cref="Sequence.Watch" />.</summary>
    internal void Add(Sequence sequence)
    {
        // What a sleeper notes down in the old array meanwhile is lost: it then pays once more.
        var added = new Watched { Sequence = sequence, PaidGeneration = Watched.NeverPaid };
        Watched[] before;
        do
        {
            before = Volatile.Read(ref _watched);
        }
        while (Interlocked.CompareExchange(ref _watched, [.. before, added], before) != before);
    }

    /// <summary>Where the words and their block lie, for the layout test.</summary>
    internal (nuint BlockStart, nuint Epoch, nuint SleeperCount, nuint BlockEnd) Words
    {
        get
        {
            var start = (nuint)Unsafe.AsPointer(ref _block[0]);
            return (start, (nuint)_epoch, (nuint)_sleeperCount, start + BlockBytes);
        }
    }

    private void PayForPublishers()
    {
        var watched = Volatile.Read(ref _watched).AsSpan();
        Span<int> generations = stackalloc int[watched.Length];
        for (var i = 0; i < watched.Length; i++)
        {
            generations[i] = watched[i].Sequence.AskToFence();
        }

        Interlocked.MemoryBarrierProcessWide();

        // Only now: another one that sleeps here may rely on what stands there.
        for (var i = 0; i < watched.Length; i++)
        {
            Volatile.Write(ref watched[i].PaidGeneration, generations[i]);
        }
    }

    private void ParkOnMonitor(int ticket)
    {
        lock (_monitor)
        {
            while (Volatile.Read(ref *_epoch) == ticket)
            {
                Monitor.Wait(_monitor);
            }
        }
    }

    /// <summary>A sequence that wakes it.</summary>
    private struct Watched
    {
        internal const int NeverPaid = -1;

        internal Sequence Sequence;

        /// <summary>The generation of fencing for which a process-wide barrier was run.</summary>
        internal int PaidGeneration;
    }
}
