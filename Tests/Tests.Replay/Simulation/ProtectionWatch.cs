using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Simulation;

namespace Tests.Replay.Simulation;

/// <summary>Counts what became of brackets.</summary>
internal sealed class ProtectionWatch : ISimulationListener
{
    public Dictionary<ProtectionState, int> Entered { get; } = [];

    public Dictionary<ReasonCode, int> Alerts { get; } = [];

    public Dictionary<GroupRole, int> Roles { get; } = [];

    public void OnEvent(
        in Event e, long sequence, ReadOnlySpan<Command> commands, InstrumentRegistry instruments)
    {
        foreach (ref readonly var command in commands)
        {
            switch (command.Kind)
            {
                case CommandKind.ProtectionState:
                    Add(Entered, (ProtectionState)command.StateAfter);
                    break;
                case CommandKind.Alert:
                    Add(Alerts, command.Reason);
                    break;
                case CommandKind.OrderGrouped:
                    Add(Roles, command.Role);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Add<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
