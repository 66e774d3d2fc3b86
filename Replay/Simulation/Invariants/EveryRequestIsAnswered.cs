using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>No order waits for an answer longer than the gateway itself waits, nor stays unknown for ever.</summary>
internal sealed class EveryRequestIsAnswered : IInvariant
{
    // An unknown order is asked about again and again while the wire is bad: each time may fail.
    private const int Patience = 8;

    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        var longest = Patience * state.LongestAnswerNs;
        foreach (var (number, order) in state.Ledger.Open)
        {
            if (order.WaitsSince < TimestampNs.MaxValue && state.Core.Clock.Value - order.WaitsSince.Value > longest)
            {
                return $"order {number} is {order.State} since {order.WaitsSince.Value} ns, for more than "
                    + $"{longest} ns";
            }
        }

        return null;
    }
}
