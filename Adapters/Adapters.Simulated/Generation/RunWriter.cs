using System.Diagnostics;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>Collects the slots of one message, stamps them and hands them over whole; counts to the total.</summary>
/// <remarks>
/// No two messages have the same time, and times only grow. The last events are single slots that fill up.
/// </remarks>
/// <param name="eventCount">The total.</param>
/// <param name="instrumentCount">How many instruments there are.</param>
/// <param name="startTime">The time of the first message.</param>
internal sealed class RunWriter(long eventCount, int instrumentCount, TimestampNs startTime)
{
    private const int SlotCountMax = 256;
    private const long MessageGapNs = 20 * TimestampNs.PerMicrosecond;

    private readonly Event[] _slots = new Event[SlotCountMax];
    private readonly long[] _lastVenueTimesNs = new long[instrumentCount];
    private IEventSink? _sink;
    private long _lastTimeNs = startTime.Value - 1;
    private int _slotCount;

    /// <summary>Events handed over.</summary>
    internal long WrittenCount { get; private set; }

    /// <summary>Events still to come.</summary>
    internal long LeftCount => eventCount - WrittenCount;

    /// <summary>Whether a message had no room: from then on only single slots that change no book may follow.</summary>
    internal bool IsFillingUp { get; private set; }

    /// <summary>Whether the sink takes no more.</summary>
    internal bool IsHalted { get; private set; }

    /// <summary>Says where the messages go.</summary>
    internal void Attach(IEventSink sink) => _sink = sink;

    /// <summary>The next slot of the message that is being collected, zeroed.</summary>
    internal ref Event Next(EventKind kind, InstrumentId instrument, EventFlags flags)
    {
        Debug.Assert(_slotCount < SlotCountMax, "A message has room for all its slots.");
        ref var slot = ref _slots[_slotCount++];
        slot = default;
        slot.Kind = kind;
        slot.Instrument = instrument;
        slot.Flags = flags;
        return ref slot;
    }

    /// <summary>Takes over slots that are ready but for their time.</summary>
    internal void Add(ReadOnlySpan<Event> slots)
    {
        slots.CopyTo(_slots.AsSpan(_slotCount));
        _slotCount += slots.Length;
    }

    /// <summary>Hands the message over, if the total has room for it.</summary>
    /// <param name="earliestNs">It is stamped with this time, or shortly after the message before it.</param>
    /// <param name="feedDelayNs">How much earlier the venue stamped it; negative where the venue gave no time.</param>
    /// <returns>False where it does not fit any more; it is dropped.</returns>
    internal bool Flush(long earliestNs, long feedDelayNs)
    {
        var run = _slots.AsSpan(0, _slotCount);
        _slotCount = 0;
        if (run.Length > LeftCount || IsHalted)
        {
            IsFillingUp = true;
            return false;
        }

        var timeNs = earliestNs > _lastTimeNs ? earliestNs : _lastTimeNs + MessageGapNs;
        _lastTimeNs = timeNs;
        var venueTime = VenueTimeOf(run[0].Instrument, timeNs, feedDelayNs);
        foreach (ref var slot in run)
        {
            slot.Time = new TimestampNs(timeNs);
            slot.VenueTime = venueTime;
        }

        run[^1].Flags |= EventFlags.LastOfRun;
        IsHalted = _sink!.Publish(run) == SinkResult.Halted;
        WrittenCount += run.Length;
        return true;
    }

    /// <summary>The delay varies, yet one connection does not deliver an instrument's messages out of order.</summary>
    private TimestampNs VenueTimeOf(InstrumentId instrument, long timeNs, long feedDelayNs)
    {
        if (feedDelayNs < 0)
        {
            return TimestampNs.Zero;
        }

        ref var lastNs = ref _lastVenueTimesNs[instrument.Value];
        lastNs = Math.Max(lastNs, timeNs - feedDelayNs);
        return new TimestampNs(lastNs);
    }
}
