using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>No order waits for an answer longer than the gateway itself waits, nor stays unknown for ever.</summary>
internal sealed class EveryRequestIsAnswered : IInvariant
{
    // An unknown order is asked about again and again while the wire is bad: each time may fail, and is followed by the
    // next a second later.
    private const int Patience = 8;

    // The venue's clock moves with the stream, and a quiet market is silent for a while.
    private const long SilenceNs = 5 * TimestampNs.PerSecond;

    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        var longest = SilenceNs + (Patience * (state.LongestAnswerNs + TimestampNs.PerSecond));
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
