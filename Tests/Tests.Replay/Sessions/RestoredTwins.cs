using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.State;

namespace Tests.Replay.Sessions;

/// <summary>
/// Two cores on one stream: the second hears the beginning of the session, takes over the state of the first in the
/// middle, and both go on from there.
/// </summary>
internal sealed class RestoredTwins
{
    private readonly long _middle;
    private bool _hasStarted;

    public RestoredTwins(IStrategyCatalog catalog, long middle)
    {
        First = new TradingCore(catalog);
        Second = new TradingCore(catalog);
        _middle = middle;
    }

    /// <summary>The core that hears everything.</summary>
    public TradingCore First { get; }

    /// <summary>The core that is restored.</summary>
    public TradingCore Second { get; }

    /// <summary>Whether the middle was reached, and every word of the state was read.</summary>
    public bool WasRestored { get; private set; }

    public void Feed(ReadOnlySpan<Event> events)
    {
        foreach (ref readonly var e in events)
        {
            First.OnEvent(e, First.Sequence + 1);
            if (!_hasStarted || WasRestored)
            {
                Second.OnEvent(e, Second.Sequence + 1);
                _hasStarted |= e.Kind == EventKind.SessionStarted;
            }
            else if (First.Sequence >= _middle && e.IsLastOfRun)
            {
                Restore();
            }
        }
    }

    private void Restore()
    {
        var writer = new StateWriter();
        First.VisitState(writer);
        var reader = new StateReader(writer.Words);
        Second.VisitState(reader);
        WasRestored = reader.IsExhausted;
    }
}
