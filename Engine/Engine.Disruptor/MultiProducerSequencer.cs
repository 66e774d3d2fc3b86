using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>The sequencer of a ring that several threads write.</summary>
/// <remarks>
/// Any thread may claim; the one that claimed publishes. A claim costs one compare-and-swap, a publish one release
/// store per slot and one plain load. Each slot has a lap number beside it that says for which round it was published
/// last.
/// </remarks>
public sealed class MultiProducerSequencer : Sequencer
{
    private readonly int[] _laps;
    private readonly int _lapShift;
    private readonly long _mask;

    // First: the slowest consumer when last looked, by any producer.
    private PaddedLongs _cached;

    /// <summary>Makes a sequencer.</summary>
    /// <param name="name">The name of the ring, for messages.</param>
    /// <param name="capacity">How many slots the ring has: a power of two, at least 2.</param>
    /// <param name="halt">The stop that blocked claims obey.</param>
    /// <param name="initialCursor">The sequence before the first event.</param>
    public MultiProducerSequencer(
        string name, int capacity, HaltSignal halt, long initialCursor = Sequence.InitialValue)
        : base(name, capacity, halt, initialCursor)
    {
        _laps = GC.AllocateArray<int>(capacity, pinned: true);
        _lapShift = BitOperations.Log2((uint)capacity);
        _mask = capacity - 1;
        _cached.First = initialCursor;
        for (var i = 1; i <= capacity; i++)
        {
            var sequence = unchecked(initialCursor + i);
            _laps[sequence & _mask] = unchecked(LapOf(sequence) - 1);
        }
    }

    /// <summary>
    /// A sequence whose value is not used: consumers park on it, since the cursor only says what is claimed.
    /// </summary>
    internal Sequence Published { get; } = new();

    /// <inheritdoc />
    internal override long ClaimedUpTo => Cursor.Value;

    /// <inheritdoc />
    public override ClaimResult Claim(int count, out long first)
    {
        while (true)
        {
            var answer = TryClaim(count, ClaimPriority.Urgent, out first);
            if (answer != ClaimResult.Full)
            {
                return answer;
            }

            if (!WaitForSpace(unchecked(first + count - 1 - Capacity), out _))
            {
                return ClaimResult.Halted;
            }
        }
    }

    /// <inheritdoc />
    public override ClaimResult TryClaim(int count, ClaimPriority priority, out long first)
    {
        var reserve = priority == ClaimPriority.Droppable ? ReserveSlots : 0;
        if ((uint)(count - 1) >= (uint)(Capacity - reserve))
        {
            first = 0;
            return RefuseCount(count);
        }

        while (true)
        {
            var claimed = Cursor.Value;
            first = claimed + 1;
            if (HaltSignal.IsHalted)
            {
                return ClaimResult.Halted;
            }

            var needed = claimed + count + reserve - Capacity;
            if (!SequenceMath.IsAtLeast(Volatile.Read(ref _cached.First), needed))
            {
                var minimum = MinimumGating(claimed);
                Volatile.Write(ref _cached.First, minimum);
                if (!SequenceMath.IsAtLeast(minimum, needed))
                {
                    return ClaimResult.Full;
                }
            }

            if (Cursor.TryAdvance(claimed, claimed + count))
            {
                return ClaimResult.Claimed;
            }
        }
    }

    /// <inheritdoc />
    public override void Publish(long sequence)
    {
        Debug.Assert(SequenceMath.IsAtLeast(Cursor.Value, sequence), "Only claimed slots are published.");
        Volatile.Write(ref _laps[sequence & _mask], LapOf(sequence));
        Published.WakeParked();
    }

    /// <inheritdoc />
    public override void Publish(long first, int count)
    {
        Debug.Assert(SequenceMath.IsAtLeast(Cursor.Value, first + count - 1), "Only claimed slots are published.");

        // The first at last: consumers stop at the first slot that is missing, so the claim appears whole.
        if (count > 1)
        {
            MarkPublished(first + 1, count - 1);
        }

        Volatile.Write(ref _laps[first & _mask], LapOf(first));
        Published.WakeParked();
    }

    /// <summary>The highest sequence up to which everything is published. For consumers.</summary>
    /// <param name="next">The first sequence of interest.</param>
    /// <returns>One less than <paramref name="next" /> if that one is not published yet.</returns>
    internal long HighestPublished(long next)
    {
        // Nothing has come or a single event: nearly always, and cheaper asked than searched for.
        var start = (int)(next & _mask);
        if (Volatile.Read(ref _laps[start]) != LapOf(next))
        {
            return next - 1;
        }

        if (_laps[(next + 1) & _mask] != LapOf(next + 1))
        {
            return next;
        }

        // Slots of one lap lie side by side and carry the same number, so that a vectorised search finds the first
        // hole.
        var published = CountPublished(start, LapOf(next));
        if (start + published == _laps.Length)
        {
            published += CountPublished(0, LapOf(next + published));
        }

        // The search reads plainly; nothing of the slots may be read before it.
        Volatile.ReadBarrier();
        return next + published - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MarkPublished(long first, int count)
    {
        var start = (int)(first & _mask);
        var untilWrap = Math.Min(count, _laps.Length - start);
        _laps.AsSpan(start, untilWrap).Fill(LapOf(first));
        _laps.AsSpan(0, count - untilWrap).Fill(LapOf(first + untilWrap));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CountPublished(int start, int lap)
    {
        var laps = _laps.AsSpan(start);
        var hole = laps.IndexOfAnyExcept(lap);
        return hole < 0 ? laps.Length : hole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LapOf(long sequence) => unchecked((int)(sequence >> _lapShift));
}
