using Engine.Disruptor;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Adapters.Common.Ring;

/// <summary>Puts an adapter's runs onto the input ring: claim, stamp, copy, publish. One thread owns it.</summary>
/// <remarks>
/// It never waits. Public data may claim only while more than an eighth of the ring is free; a message that finds no
/// room is dropped whole, and the next thing that this instrument publishes is a gap report, so that a loss is never
/// silence. Private, clock and operator events may use the last eighth; if that is full too, the graph halts by name.
/// </remarks>
/// <typeparam name="TClock">Where the receive time comes from.</typeparam>
public sealed class RingEventSink<TClock> : IEventSink
    where TClock : struct, IEngineClock
{
    private readonly string _name;
    private readonly RingBuffer<Event> _ring;
    private readonly Sequencer _sequencer;
    private readonly TClock _clock;
    private long[] _lost = new long[16];
    private int _gapCount;

    /// <summary>Makes a sink.</summary>
    /// <param name="name">The producer's name, for the fault.</param>
    /// <param name="ring">The input ring.</param>
    /// <param name="sequencer">Its sequencer; this sink is one of its producers.</param>
    /// <param name="clock">The receive time.</param>
    public RingEventSink(string name, RingBuffer<Event> ring, Sequencer sequencer, TClock clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(sequencer);
        _name = name;
        _ring = ring;
        _sequencer = sequencer;
        _clock = clock;
    }

    /// <summary>Messages dropped since the start.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Whether a loss is still to be reported: call <see cref="ReportGaps" /> when idle.</summary>
    public bool HasGaps => _gapCount > 0;

    /// <inheritdoc />
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        if (run[0].Class != EventClass.Public)
        {
            return PublishUrgent(run);
        }

        var instrument = run[0].Instrument;
        if (HasGapOf(instrument) && !TryReportGap(instrument))
        {
            return Drop(instrument);
        }

        var claim = _sequencer.TryClaim(run.Length, ClaimPriority.Droppable, out var first);
        if (claim != ClaimResult.Claimed)
        {
            return claim == ClaimResult.Halted ? SinkResult.Halted : Drop(instrument);
        }

        Write(run, first);
        return SinkResult.Published;
    }

    /// <summary>Reports losses of instruments that have gone quiet since.</summary>
    public void ReportGaps()
    {
        for (var i = 0; i < _lost.Length && _gapCount > 0; i++)
        {
            if (_lost[i] > 0)
            {
                TryReportGap(new InstrumentId(i));
            }
        }
    }

    private SinkResult PublishUrgent(ReadOnlySpan<Event> run)
    {
        switch (_sequencer.TryClaim(run.Length, ClaimPriority.Urgent, out var first))
        {
            case ClaimResult.Claimed:
                Write(run, first);
                return SinkResult.Published;
            case ClaimResult.Halted:
                return SinkResult.Halted;
            default:
                _sequencer.HaltSignal.Fail(_name, first, new InvalidOperationException(
                    $"'{_name}' found no room on ring '{_sequencer.Name}' for {run.Length} {run[0].Kind} slots: "
                    + "the core is stuck or too slow, and what concerns our account is never dropped."));
                return SinkResult.Halted;
        }
    }

    private void Write(ReadOnlySpan<Event> run, long first)
    {
        // Read after the claim, so that time follows the order of the ring as closely as it can be made to.
        var now = _clock.Now();
        for (var i = 0; i < run.Length; i++)
        {
            ref var slot = ref _ring[first + i];
            slot = run[i];
            slot.Time = now;
        }

        _sequencer.Publish(first, run.Length);
    }

    private bool HasGapOf(InstrumentId instrument) =>
        _gapCount > 0 && (uint)instrument.Value < (uint)_lost.Length && _lost[instrument.Value] > 0;

    private bool TryReportGap(InstrumentId instrument)
    {
        if (_sequencer.TryClaim(1, ClaimPriority.Droppable, out var first) != ClaimResult.Claimed)
        {
            return false;
        }

        var gap = Event.Create(EventKind.FeedGap, default, instrument);
        gap.FeedGap = new FeedGap { LostCount = _lost[instrument.Value] };
        Write(new ReadOnlySpan<Event>(in gap), first);
        _lost[instrument.Value] = 0;
        _gapCount--;
        return true;
    }

    private SinkResult Drop(InstrumentId instrument)
    {
        DroppedCount++;
        if (instrument.Value >= _lost.Length)
        {
            Array.Resize(ref _lost, instrument.Value * 2);
        }

        _gapCount += _lost[instrument.Value]++ == 0 ? 1 : 0;
        return SinkResult.Dropped;
    }
}
