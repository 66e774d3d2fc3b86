using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Engine.Disruptor;

/// <summary>The slots of a ring: one contiguous, 64-byte aligned block of values, indexed by sequence.</summary>
/// <typeparam name="T">The slot. A multiple of 64 bytes keeps neighbours off each other's cache lines.</typeparam>
/// <remarks>
/// <para>
/// Only memory: who may write or read a slot is decided by a <see cref="Sequencer" /> (producers) and by a
/// <see cref="ISequenceBarrier" /> (consumers). An access costs one mask and one add; it is never checked.
/// </para>
/// <para>A producer's round:</para>
/// <code>
/// if (sequencer.Claim(1, out var sequence) == ClaimResult.Claimed)
/// {
///     ring[sequence] = value;
///     sequencer.Publish(sequence);
/// }
/// </code>
/// <para>Consumers and threads are wired by a <see cref="Topology" />.</para>
/// </remarks>
public sealed unsafe class RingBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T* _slots;
    private readonly long _mask;

    // The slots are reached by pointer; this reference keeps the block alive.
    [SuppressMessage("CodeQuality", "IDE0052", Justification = "Read by the garbage collector.")]
    private readonly byte[] _block;

    /// <summary>Allocates a zeroed ring. It lives on the pinned object heap, so slots never move.</summary>
    /// <param name="capacity">How many slots: a power of two, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is no power of two or the block exceeds 2
    /// GB.</exception>
    public RingBuffer(int capacity)
    {
        if (capacity < 2 || !BitOperations.IsPow2(capacity))
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, "The capacity of a ring is a power of two, at least 2.");
        }

        var sizeBytes = (long)capacity * sizeof(T) + Alignment;
        if (sizeBytes > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A ring may hold at most 2 GB.");
        }

        _block = GC.AllocateArray<byte>((int)sizeBytes, pinned: true);

        // The memory is there only when it is written: else the first lap would pay for every page.
        Array.Clear(_block);
        var start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_block));
        _slots = (T*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
        _mask = capacity - 1;
    }

    /// <summary>How many slots the ring has.</summary>
    public int Capacity => (int)_mask + 1;

    /// <summary>The slot of a sequence.</summary>
    /// <param name="sequence">Any sequence; the slot is the sequence modulo the capacity.</param>
    /// <returns>A reference: a producer writes through it between claim and publish, a consumer reads it.</returns>
    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slots[sequence & _mask];
    }

    /// <summary>The contiguous slots from a sequence on.</summary>
    /// <param name="first">The first sequence.</param>
    /// <param name="count">How many slots are wanted, 1 to the capacity.</param>
    /// <returns>
    /// At most <paramref name="count" /> slots; fewer where the ring wraps, the rest begins at slot 0.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Slice(long first, int count)
    {
        Debug.Assert(count > 0 && count <= Capacity, "A slice has at least one slot and fits the ring.");
        var index = (int)(first & _mask);
        var untilWrap = (int)_mask + 1 - index;
        return new Span<T>(_slots + index, count <= untilWrap ? count : untilWrap);
    }

    /// <summary>The first byte of slot 0.</summary>
    internal byte* Start => (byte*)_slots;

    /// <summary>Asks for the line of a slot, without waiting for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Prefetch(long sequence)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_slots + (sequence & _mask));
        }
    }

    /// <summary>Copies values into claimed slots, across the wrap point where need be.</summary>
    /// <param name="first">The first claimed sequence.</param>
    /// <param name="source">The values; their number is at most what was claimed.</param>
    public void CopyIn(long first, ReadOnlySpan<T> source)
    {
        if (source.IsEmpty)
        {
            return;
        }

        if (source.Length == 1)
        {
            // A slot is a line or two, which cost less than the call that copies any number of them.
            this[first] = source[0];
            return;
        }

        var head = Slice(first, source.Length);
        source[..head.Length].CopyTo(head);
        if (head.Length < source.Length)
        {
            source[head.Length..].CopyTo(Slice(first + head.Length, source.Length - head.Length));
        }
    }

    /// <summary>Copies published slots out, across the wrap point where need be.</summary>
    /// <param name="first">The first sequence to copy.</param>
    /// <param name="destination">Receives the values; all its length is filled.</param>
    public void CopyOut(long first, Span<T> destination)
    {
        if (destination.IsEmpty)
        {
            return;
        }

        var head = Slice(first, destination.Length);
        head.CopyTo(destination);
        if (head.Length < destination.Length)
        {
            Slice(first + head.Length, destination.Length - head.Length).CopyTo(destination[head.Length..]);
        }
    }
}
