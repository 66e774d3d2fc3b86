using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>
/// Hands out the slots of one ring to its producers, and never one that a gating consumer has not passed.
/// </summary>
/// <remarks>
/// <para>
/// Which threads may claim and publish is said by <see cref="SingleProducerSequencer" /> and
/// <see cref="MultiProducerSequencer" />, and what it costs. Everything may be asked by any thread. Nothing allocates
/// after the start.
/// </para>
/// <para>
/// Claim and publish go in pairs: nothing that can fail or wait may stand between them, for consumers stop at a hole.
/// A claim of n is contiguous, and consumers see its slots all together or not at all.
/// </para>
/// </remarks>
public abstract class Sequencer
{
    private readonly Parker _producerParker = new();
    private Sequence[] _gating = [];
    private IWaitStrategy _wait = new AdaptiveWait();
    private IDuty? _pump;

    private protected Sequencer(string name, int capacity, HaltSignal halt, long initialCursor)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(halt);
        if (capacity < 2 || !BitOperations.IsPow2(capacity))
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, "The capacity of a ring is a power of two, at least 2.");
        }

        Name = name;
        Capacity = capacity;
        ReserveSlots = Math.Max(1, capacity / 8);
        HaltSignal = halt;
        InitialCursor = initialCursor;
        Cursor = new Sequence(initialCursor);
        halt.Watch(_producerParker);
    }

    /// <summary>The name of the ring.</summary>
    public string Name { get; }

    /// <summary>How many slots the ring has.</summary>
    public int Capacity { get; }

    /// <summary>
    /// How many slots a <see cref="ClaimPriority.Droppable" /> claim leaves free: an eighth, at least one.
    /// </summary>
    public int ReserveSlots { get; }

    /// <summary>The stop that blocked claims obey.</summary>
    public HaltSignal HaltSignal { get; }

    /// <summary>The last sequence before the first event.</summary>
    public long InitialCursor { get; }

    /// <summary>The highest sequence published (one producer) or claimed (several).</summary>
    public Sequence Cursor { get; }

    /// <summary>How many slots are free now. Any thread; a snapshot that may be old when it arrives.</summary>
    public int RemainingCapacity
    {
        get
        {
            // The consumers first: they only grow, so a late look at the producer errs towards too few free slots.
            var consumed = MinimumGating(ClaimedUpTo);
            return Capacity - (int)(ClaimedUpTo - consumed);
        }
    }

    /// <summary>The highest sequence claimed so far.</summary>
    internal abstract long ClaimedUpTo { get; }

    /// <summary>Adds a consumer that producers may not overtake. At start, before the first claim.</summary>
    /// <param name="consumer">How far it has come.</param>
    public void AddGating(Sequence consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        consumer.Watch(_producerParker);
        Volatile.Write(ref _gating, [.. _gating, consumer]);
    }

    /// <summary>Chooses how blocked claims wait. At start; without it an <see cref="AdaptiveWait" />.</summary>
    /// <param name="strategy">The strategy. With several producers its learning is shared and only approximate.</param>
    public void UseWait(IWaitStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        _wait = strategy;
    }

    /// <summary>
    /// Lets a blocked claim run the consumers instead of waiting for them: for a producer that shares its thread with
    /// those that drain this ring. At start.
    /// </summary>
    /// <param name="consumers">
    /// What to run while the ring is full; it runs inside the claim, on the producer's thread.
    /// </param>
    public void PumpWhileFull(IDuty consumers)
    {
        ArgumentNullException.ThrowIfNull(consumers);
        _pump = consumers;
    }

    /// <summary>Claims contiguous slots if they are free.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="priority">Whether it may take the reserve.</param>
    /// <param name="first">
    /// The first sequence claimed; the others follow it. Only on <see cref="ClaimResult.Claimed" />.
    /// </param>
    /// <returns>
    /// <see cref="ClaimResult.Claimed" />, <see cref="ClaimResult.Full" />, <see cref="ClaimResult.TooLarge" /> or
    /// <see cref="ClaimResult.Halted" />.
    /// </returns>
    public abstract ClaimResult TryClaim(int count, ClaimPriority priority, out long first);

    /// <summary>Claims contiguous slots if they are free, the reserve included.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="first">The first sequence claimed. Only on <see cref="ClaimResult.Claimed" />.</param>
    /// <returns>As <see cref="TryClaim(int, ClaimPriority, out long)" />.</returns>
    public ClaimResult TryClaim(int count, out long first) => TryClaim(count, ClaimPriority.Urgent, out first);

    /// <summary>Claims contiguous slots and waits until they are free.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="first">The first sequence claimed. Only on <see cref="ClaimResult.Claimed" />.</param>
    /// <returns>
    /// <see cref="ClaimResult.Claimed" />, <see cref="ClaimResult.TooLarge" />, or <see cref="ClaimResult.Halted" /> if
    /// the graph stopped before or while it waited.
    /// </returns>
    public abstract ClaimResult Claim(int count, out long first);

    /// <summary>Makes one claimed slot visible to consumers.</summary>
    /// <param name="sequence">The sequence that was claimed.</param>
    public abstract void Publish(long sequence);

    /// <summary>Makes claimed slots visible to consumers, all together.</summary>
    /// <param name="first">The first sequence of the claim.</param>
    /// <param name="count">How many were claimed.</param>
    public abstract void Publish(long first, int count);

    /// <summary>Registers a thread that waits for free slots by itself. At start.</summary>
    /// <param name="parker">Where it sleeps.</param>
    public void WatchSpace(Parker parker)
    {
        foreach (var consumer in _gating)
        {
            consumer.Watch(parker);
        }
    }

    /// <summary>Arms all gating consumers: the next progress of any wakes those that watch the space.</summary>
    public void ArmSpace()
    {
        foreach (var consumer in _gating)
        {
            consumer.Arm();
        }
    }

    /// <summary>The slowest gating consumer, or the given sequence if there is none.</summary>
    internal long MinimumGating(long ifNone)
    {
        var gating = Volatile.Read(ref _gating);
        if (gating.Length == 0)
        {
            return ifNone;
        }

        var minimum = gating[0].Value;
        for (var i = 1; i < gating.Length; i++)
        {
            minimum = SequenceMath.Min(minimum, gating[i].Value);
        }

        return minimum;
    }

    /// <summary>Answers for a count that no claim can have.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected static ClaimResult RefuseCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return ClaimResult.TooLarge;
    }

    /// <summary>Waits until every gating consumer has reached a sequence.</summary>
    /// <param name="needed">What the claim needs.</param>
    /// <param name="minimum">How far the slowest has come.</param>
    /// <returns>False if the graph halted.</returns>
    /// <remarks>
    /// A producer that finds the ring full first waits for an eighth of it, so that it does not chase the slowest
    /// consumer slot by slot and drag its line across; before it parks it takes what there is.
    /// </remarks>
    private protected bool WaitForSpace(long needed, out long minimum)
    {
        ThreadCensus.EnterBlockedProducer();
        try
        {
            return WaitForSpaceCounted(needed, out minimum);
        }
        finally
        {
            ThreadCensus.LeaveBlockedProducer();
        }
    }

    private bool WaitForSpaceCounted(long needed, out long minimum)
    {
        var comfortable = needed + Capacity / 8;
        for (var looks = 0; ; looks++)
        {
            minimum = MinimumGating(needed);
            var isEnough = SequenceMath.IsAtLeast(minimum, needed);
            if (HaltSignal.IsHalted)
            {
                return false;
            }

            if (SequenceMath.IsAtLeast(minimum, comfortable) || (isEnough && _pump is not null))
            {
                _wait.Found(looks);
                return true;
            }

            if (_pump?.RunOnce() > 0 || _wait.KeepLooking(looks))
            {
                continue;
            }

            if (isEnough)
            {
                return true;
            }

            ParkForSpace(needed);
            comfortable = needed;
            looks = -1;
        }
    }

    private void ParkForSpace(long needed)
    {
        var ticket = _producerParker.PrepareToPark();
        foreach (var consumer in _gating)
        {
            if (!SequenceMath.IsAtLeast(consumer.Value, needed))
            {
                consumer.Arm();
            }
        }

        _producerParker.Fence();
        if (!SequenceMath.IsAtLeast(MinimumGating(needed), needed) && !HaltSignal.IsHalted)
        {
            _producerParker.Park(ticket);
        }
    }
}
