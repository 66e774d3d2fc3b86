using Adapters.Simulated.Venue;
using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Replay.Simulation;

/// <summary>
/// What is outside the process and goes on when it is down: the market's books and the venue, which share them.
/// </summary>
internal sealed class SimulationWorld
{
    private readonly List<MarketState> _markets = [];
    private readonly InstrumentRegistry _registry = new();
    private long _sequence;

    internal SimulationWorld(SimulationSettings settings) => Venue = new SimulatedVenue(settings, _markets);

    /// <summary>The venue.</summary>
    internal SimulatedVenue Venue { get; }

    /// <summary>The books as the market has them.</summary>
    internal IReadOnlyList<MarketState> Markets => _markets;

    /// <summary>The instruments.</summary>
    internal InstrumentRegistry Instruments => _registry;

    /// <summary>An event happens.</summary>
    internal void OnEvent(in Event e)
    {
        if (InstrumentRegistry.IsDefinition(e.Kind))
        {
            _registry.Apply(in e);
            if (_registry.Count > _markets.Count)
            {
                _markets.Add(new MarketState(_registry[e.Instrument]));
            }
        }

        var change = e.Class == EventClass.Public ? _markets[e.Instrument.Value].Apply(in e) : MarketChange.None;
        Venue.OnApplied(in e, _sequence++, change);
    }
}
