using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>Where threads sleep until somebody's progress wakes them: a futex on Linux, a monitor elsewhere.</summary>
/// <remarks>
/// <para>
/// The sleeper's protocol, which loses no wake-up: take a ticket with <see cref="PrepareToPark" />; arm every sequence
/// whose progress would be work; <see cref="Interlocked.MemoryBarrierProcessWide" />; look again; if there still is
/// nothing, <see cref="Park" /> with the ticket. A wake-up at any moment after the ticket was taken makes the park
/// return.
/// </para>
/// <para>Any thread may wake; several may sleep on one parker and all of them wake. Waking may be spurious.</para>
/// </remarks>
public sealed unsafe class Parker
{
    private const int BlockBytes = 192;
    private const int EpochOffset = 64;

    private readonly byte[] _block;
    private readonly int* _epoch;
    private readonly object _monitor = new();
    private int _sleeperCount;

    /// <summary>Makes a parker.</summary>
    public Parker()
    {
        // The kernel knows a futex by its address, so the word must not move.
        _block = GC.AllocateArray<byte>(BlockBytes, pinned: true);
        _epoch = (int*)Unsafe.AsPointer(ref _block[EpochOffset]);

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
    /// Sleeps until the next wake-up after the ticket was taken; returns at once if that has already come.
    /// </summary>
    /// <param name="ticket">What <see cref="PrepareToPark" /> returned.</param>
    public void Park(int ticket)
    {
        Interlocked.Increment(ref _sleeperCount);
        if (Futex.IsSupported)
        {
            while (Volatile.Read(ref *_epoch) == ticket)
            {
                Futex.Wait(_epoch, ticket);
            }
        }
        else
        {
            ParkOnMonitor(ticket);
        }

        Interlocked.Decrement(ref _sleeperCount);
        GC.KeepAlive(_block);
    }

    /// <summary>
    /// Voids all tickets taken so far and wakes all sleepers. Any thread; a system call only if one sleeps.
    /// </summary>
    public void Wake()
    {
        // Both sides are interlocked: either this side sees the sleeper, or the sleeper sees the new epoch.
        Interlocked.Increment(ref *_epoch);
        if (Volatile.Read(ref _sleeperCount) == 0)
        {
            return;
        }

        if (Futex.IsSupported)
        {
            Futex.WakeAll(_epoch);
            return;
        }

        lock (_monitor)
        {
            Monitor.PulseAll(_monitor);
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
}
