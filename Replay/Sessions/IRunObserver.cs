using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Sessions;

/// <summary>Watches a lock-stepped run from outside: statistics, progress. It changes nothing.</summary>
internal interface IRunObserver
{
    /// <summary>A run went through; the core is at rest until the call returns.</summary>
    /// <param name="run">The run.</param>
    /// <param name="commands">All commands that it caused.</param>
    /// <param name="core">The core, after the run.</param>
    /// <returns>The time at which it wants to look at the core again.</returns>
    TimestampNs OnRun(ReadOnlySpan<Event> run, ReadOnlySpan<Command> commands, TradingCore core);

    /// <summary>
    /// The time that the observer has asked for lies behind the last run and before the next: what the core says now
    /// was so at that time. The core is at rest until the call returns.
    /// </summary>
    /// <param name="core">The core, after everything up to the time that was asked for.</param>
    /// <param name="until">The time of the next run.</param>
    /// <returns>The time at which it wants to look at the core again.</returns>
    TimestampNs Look(TradingCore core, TimestampNs until);
}
