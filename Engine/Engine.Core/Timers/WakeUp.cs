using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Timers;

/// <summary>
/// One timer for many deadlines of one part of the engine: it stands at the earliest that it was told of, and who is
/// woken looks at all of them and tells those that are left. One thread.
/// </summary>
/// <param name="timers">Where timers stand.</param>
/// <param name="tag">What the engine's timer is for.</param>
internal struct WakeUp(TimerQueue timers, long tag)
{
    private TimestampNs _time = TimestampNs.MaxValue;

    /// <summary>Whether the time has come; a timer that an earlier one has overtaken fires for nothing.</summary>
    internal readonly bool IsDue(TimestampNs now) => now >= _time;

    /// <summary>Takes no deadline until <see cref="Clear" />: who walks through all tells the earliest then.</summary>
    internal void Hold() => _time = TimestampNs.MinValue;

    /// <summary>Waits for nothing.</summary>
    internal void Clear() => _time = TimestampNs.MaxValue;

    /// <summary>Waits for a deadline, where none before it is waited for.</summary>
    internal void At(TimestampNs time)
    {
        if (time < _time)
        {
            _time = time;
            timers.Set(time, StrategyId.Engine, tag);
        }
    }

    internal void VisitState(StateSink sink) => sink.Visit(ref _time);
}
