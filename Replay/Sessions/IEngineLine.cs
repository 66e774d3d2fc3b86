using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;

namespace Replay.Sessions;

/// <summary>The line from events to commands, lock-stepped: a run goes in, and its commands are known when the call returns.</summary>
/// <remarks>
/// Behind it lie the core alone, or rings, journal and core fused on the caller's thread or on threads of their own. The
/// caller cannot tell, and neither can the journal: that is what makes the layouts' journals identical.
/// </remarks>
internal interface IEngineLine : IDisposable
{
    /// <summary>The core. Between two calls of <see cref="Submit" /> it is at rest and may be read.</summary>
    TradingCore Core { get; }

    /// <summary>The commands of the last run, in order; each carries its cause.</summary>
    ReadOnlySpan<Command> Commands { get; }

    /// <summary>The sequence that the next event will have.</summary>
    long NextSequence { get; }

    /// <summary>Puts one whole run through.</summary>
    void Submit(ReadOnlySpan<Event> run);

    /// <summary>Ends in good order: everything submitted is in the journal, where there is one.</summary>
    void Complete();
}
