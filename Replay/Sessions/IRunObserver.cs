using Engine.Core;
using Engine.Model.Events;

namespace Replay.Sessions;

/// <summary>Watches a lock-stepped run from outside: statistics, progress. It changes nothing.</summary>
internal interface IRunObserver
{
    /// <summary>A run went through; the core is at rest until the call returns.</summary>
    void OnRun(ReadOnlySpan<Event> run, TradingCore core);
}
