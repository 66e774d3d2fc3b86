using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>How far somebody has come: the one number that threads of a ring share.</summary>
/// <remarks>
/// One thread writes it, any thread reads it. The value is padded by 128 bytes on both sides, so that two sequences
/// never share a cache line. Sequences start at −1 (nothing published or consumed) and are compared by difference, so
/// that they may run across the end of <see cref="long" />. <see cref="Publish" /> costs one release store and one
/// plain load of the same line while nobody parks; a fence beside them while somebody often does, and a system call
/// where one sleeps.
/// </remarks>
public sealed class Sequence
{
    /// <summary>The value before the first event.</summary>
    public const long InitialValue = -1;

    // So many fences in vain, and publications are left alone.
    internal const int VainMax = 64;

    private readonly Lock _gate = new();
    private Parker[] _parkers = [];
    private SequenceCell _cell;

    /// <summary>Makes a sequence.</summary>
    /// <param name="initialValue">The value to start from; −1 means that sequence 0 comes first.</param>
    public Sequence(long initialValue = InitialValue)
    {
        _cell.Value = initialValue;
    }

    /// <summary>The value, with acquire: all that was written before it was published is visible. Any thread.</summary>
    public long Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _cell.Value);
    }

    /// <summary>The value by a plain read. For the thread that writes it.</summary>
    public long OwnValue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _cell.Value;
    }

    /// <summary>Sets the value with release, and wakes nobody. For the one writer.</summary>
    /// <param name="value">The new value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetRelease(long value) => Volatile.Write(ref _cell.Value, value);

    /// <summary>Sets the value with release and wakes whoever is parked on it. For the one writer.</summary>
    /// <param name="value">The new value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long value)
    {
        Volatile.Write(ref _cell.Value, value);
        WakeParked();
    }

    /// <summary>Registers somebody who may park on this sequence. Any thread, before that one first arms it.</summary>
    /// <param name="parker">Is woken by the next <see cref="Publish" /> after each <see cref="Arm" />.</param>
    public void Watch(Parker parker)
    {
        ArgumentNullException.ThrowIfNull(parker);
        lock (_gate)
        {
            if (Array.IndexOf(_parkers, parker) < 0)
            {
                Volatile.Write(ref _parkers, [.. _parkers, parker]);
                parker.Add(this);
            }
        }
    }

    /// <summary>
    /// Asks the next <see cref="Publish" /> to wake the registered parkers. The caller must take its parker's ticket
    /// before, call <see cref="Parker.Fence" /> after, and look again before it parks.
    /// </summary>
    public void Arm() => Volatile.Write(ref _cell.Parked, 1);

    // The load may not be an interlocked one: that is the whole point. Parker.Fence says why it need not be.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WakeParked()
    {
        if (Volatile.Read(ref _cell.Heed) != 0)
        {
            Heed();
        }
    }

    /// <summary>The generation in which publications fence before they look at the flag; 0 where they do not.</summary>
    internal int Fencing => Volatile.Read(ref _cell.Fencing);

    /// <summary>Asks publications to fence. Whoever asked may rely on it after a process-wide barrier.</summary>
    /// <returns>The generation: they fence as long as <see cref="Fencing" /> says the same.</returns>
    internal int AskToFence()
    {
        var asked = Fencing;
        if (asked != 0)
        {
            return asked;
        }

        // Never 0, and never a sleeper's "not paid yet", however often it goes round.
        var generation = unchecked((Interlocked.Increment(ref _cell.Generation) & int.MaxValue) + 1);
        asked = Interlocked.CompareExchange(ref _cell.Fencing, generation, 0);
        return asked == 0 ? generation : asked;
    }

    /// <summary>For sequences with several writers: advances from one value to another, or not at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryAdvance(long from, long to) => Interlocked.CompareExchange(ref _cell.Value, to, from) == from;

    /// <summary>The cell, for the layout test.</summary>
    internal ref SequenceCell Cell => ref _cell;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Heed()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _cell.Parked) != 0)
        {
            _cell.Vain = 0;
            WakeAll();
        }
        else if (++_cell.Vain >= VainMax)
        {
            // Nobody goes to sleep any more. Who next wants to finds that nobody fences, and pays for it again.
            _cell.Vain = 0;
            Interlocked.CompareExchange(ref _cell.Fencing, 0, Fencing);
        }
    }

    private void WakeAll()
    {
        // The flag falls before the tickets move: whoever raised it in between took its ticket before and will not
        // sleep.
        Volatile.Write(ref _cell.Parked, 0);
        foreach (var parker in Volatile.Read(ref _parkers))
        {
            parker.Wake();
        }
    }
}
