using System.Runtime.CompilerServices;
using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Rendering;

namespace Replay.Sessions;

/// <summary>Merges a file's public runs with the venue's answers and the core's deadlines, one run at a time.</summary>
/// <remarks>
/// The order is total: by time; at one time public before private before control. The next run is handed out only when
/// the commands of the one before are known, so the stream does not depend on how the engine's stages share threads.
/// </remarks>
internal sealed class LockStepDriver
{
    // A strategy and a venue without latency could answer each other for ever without the clock moving.
    private const int AnswersWithoutTimeMax = 1_000_000;

    // A time in another unit makes a hole of decades, which timers would fill tick by tick until the disk is full.
    private const long HoleMaxNs = 366 * TimestampNs.PerDay;
    private const int TicksPerLook = 4_096;

    private readonly IEngineLine _line;
    private readonly DirectLine? _steps;
    private readonly TradingCore _core;
    private readonly SimulatedVenue _venue;
    private readonly IRunObserver _observer;
    private readonly Event[] _tick = new Event[1];
    private readonly CancellationToken _token;
    private TimestampNs _lastTime = TimestampNs.MinValue;
    private TimestampNs _nextLook = TimestampNs.MinValue;
    private long _ownRunCount;
    private int _answersWithoutTime;

    internal LockStepDriver(
        IEngineLine line, SimulatedVenue venue, IRunObserver observer, CancellationToken token = default)
    {
        if (venue.SharesMarkets && line is not DirectLine)
        {
            throw new ArgumentException("A venue shares the markets of a core that is called directly.", nameof(line));
        }

        _token = token;
        _line = line;
        _steps = venue.SharesMarkets ? (DirectLine)line : null;
        _core = line.Core;
        _venue = venue;
        _observer = observer;
    }

    /// <summary>Hands out whatever comes before the run, then the run.</summary>
    /// <returns>False where it was asked to stop before the run's turn came.</returns>
    /// <exception cref="InvalidDataException">The run lies more than a year behind the one before.</exception>
    internal bool Publish(ReadOnlySpan<Event> run)
    {
        if (_lastTime > TimestampNs.Zero && run[0].Time.Value - _lastTime.Value > HoleMaxNs)
        {
            throw new InvalidDataException(
                $"the data jump from {IsoTime.Format(_lastTime)} to {IsoTime.Format(run[0].Time)}, more than a year: "
                + "is a time in another unit?");
        }

        if (!PublishDue(run[0].Time))
        {
            return false;
        }

        Submit(run);
        return true;
    }

    /// <summary>
    /// A clock says that it is now so late: reports and deadlines that lie before come, each with its own time, and
    /// nothing else. No public run that comes later may bear an earlier time than <paramref name="now" />.
    /// </summary>
    /// <returns>False where it was asked to stop.</returns>
    internal bool Advance(TimestampNs now) => PublishDue(now);

    /// <summary>
    /// Hands out what no venue said: the operator's word. It fires no timer, because a run of the public events alone
    /// would fire it by a tick or a public run, and the venue's clock does not move with it.
    /// </summary>
    /// <param name="control">One slot; its time is set here.</param>
    /// <param name="now">The host's clock; not before any event so far.</param>
    internal void Interject(Event control, TimestampNs now)
    {
        PublishDue(now);
        control.Time = _line.Core.NextDeadline > now ? now : new TimestampNs(now.Value - 1);
        Submit(new ReadOnlySpan<Event>(in control));
    }

    /// <summary>After the last public run: the answers that are already on their way, and no timers.</summary>
    /// <param name="end">Answers later than this are not waited for.</param>
    internal void Drain(TimestampNs end)
    {
        while (_venue.HasReport && _venue.NextReportTime <= end)
        {
            Submit(_venue.TakeReport());
        }
    }

    /// <summary>Hands a run out.</summary>
    internal void Submit(ReadOnlySpan<Event> run)
    {
        CheckProgress(run[0].Time);
        if (run[0].Time > _nextLook)
        {
            _nextLook = _observer.Look(_core, run[0].Time);
        }

        if (_steps is null)
        {
            SubmitWhole(run);
        }
        else
        {
            SubmitBySteps(_steps, run);
        }

        _nextLook = _observer.OnRun(run, _line.Commands, _core);
    }

    /// <summary>
    /// Core and venue see each slot in turn, so that the venue finds the core's markets as its own would be.
    /// </summary>
    private void SubmitBySteps(DirectLine line, ReadOnlySpan<Event> run)
    {
        var sequence = line.NextSequence;
        line.Begin(run);
        foreach (ref readonly var e in run)
        {
            line.Step(in e);
            _venue.OnApplied(in e, sequence++, _core.LastChange);
            var commands = _core.Commands;
            for (var ordinal = 0; ordinal < commands.Length; ordinal++)
            {
                if (commands[ordinal].IsForGateway)
                {
                    _venue.OnCommand(in commands[ordinal], ordinal);
                }
            }
        }
    }

    private void SubmitWhole(ReadOnlySpan<Event> run)
    {
        var sequence = _line.NextSequence;
        _line.Submit(run);
        var commands = _line.Commands;
        var next = 0;
        foreach (ref readonly var e in run)
        {
            _venue.OnEvent(e, sequence);
            for (var ordinal = 0; next < commands.Length && commands[next].Cause == sequence; next++, ordinal++)
            {
                if (commands[next].IsForGateway)
                {
                    _venue.OnCommand(in commands[next], ordinal);
                }
            }

            sequence++;
        }
    }

    // Before most public runs nothing is due, which they must not pay a call for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PublishDue(TimestampNs before) => !IsDue(before) || PublishWhatIsDue(before);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsDue(TimestampNs before) => _venue.NextReportTime < before || _core.NextDeadline < before;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PublishWhatIsDue(TimestampNs before)
    {
        do
        {
            PublishNext();
            if (++_ownRunCount % TicksPerLook == 0 && _token.IsCancellationRequested)
            {
                return false;
            }
        }
        while (IsDue(before));
        return true;
    }

    /// <summary>The earlier of the next report and the next deadline; at one time the report.</summary>
    private void PublishNext()
    {
        var deadline = _core.NextDeadline;
        if (_venue.NextReportTime <= deadline)
        {
            Submit(_venue.TakeReport());
            return;
        }

        _tick[0] = Event.Create(EventKind.Tick, deadline, InstrumentId.None);
        Submit(_tick);
    }

    private void CheckProgress(TimestampNs time)
    {
        if (time > _lastTime)
        {
            _lastTime = time;
            _answersWithoutTime = 0;
        }
        else if (++_answersWithoutTime > AnswersWithoutTimeMax)
        {
            throw new InvalidOperationException(
                $"More than {AnswersWithoutTimeMax:N0} runs at one time ({time.Value} ns): "
                + "a strategy and the venue answer each other without time passing. Give the venue a latency.");
        }
    }
}
