using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Simulation;

namespace Tests.Replay.Simulation;

/// <summary>Counts what became of brackets.</summary>
internal sealed class ProtectionWatch : ISimulationListener
{
    public Dictionary<ProtectionState, int> Entered { get; } = [];

    public Dictionary<ReasonCode, int> Alerts { get; } = [];

    public Dictionary<GroupRole, int> Roles { get; } = [];

    /// <summary>How often a strategy has taken what its bracket held.</summary>
    public int Releases { get; private set; }

    /// <summary>How many fills have named a short leg, by whether they opened or closed it.</summary>
    public (int Opening, int Closing) ShortLegFills { get; private set; }

    public void OnEvent(
        in Event e, long sequence, ReadOnlySpan<Command> commands, InstrumentRegistry instruments)
    {
        if (e.Kind == EventKind.Fill && (e.Flags & EventFlags.ShortLeg) != 0)
        {
            var (opening, closing) = ShortLegFills;
            ShortLegFills = e.Side == Side.Ask ? (opening + 1, closing) : (opening, closing + 1);
        }

        foreach (ref readonly var command in commands)
        {
            switch (command.Kind)
            {
                case CommandKind.ProtectionState:
                    Add(Entered, (ProtectionState)command.StateAfter);
                    Releases += command.Reason == ReasonCode.ProtectionReleased ? 1 : 0;
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
