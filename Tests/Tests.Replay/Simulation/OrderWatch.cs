using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Simulation;

namespace Tests.Replay.Simulation;

/// <summary>Counts the orders of each type of strategy.</summary>
internal sealed class OrderWatch : ISimulationListener
{
    private readonly Dictionary<ushort, string> _types = [];

    /// <summary>Orders by the name of the type.</summary>
    public SortedDictionary<string, int> Orders { get; } = new(StringComparer.Ordinal);

    public void OnEvent(
        in Event e, long sequence, ReadOnlySpan<Command> commands, InstrumentRegistry instruments)
    {
        if (e.Kind == EventKind.StrategyDefined)
        {
            _types[e.StrategyDefined.Strategy.Value] = e.StrategyDefined.TypeName.ToString();
        }

        foreach (ref readonly var command in commands)
        {
            if (command.Kind == CommandKind.PlaceOrder && _types.TryGetValue(command.Strategy.Value, out var type))
            {
                Orders[type] = Orders.GetValueOrDefault(type) + 1;
            }
        }
    }
}
