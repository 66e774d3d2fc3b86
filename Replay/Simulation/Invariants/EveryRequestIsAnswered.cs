using Engine.Model.Commands;
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
        var once = SilenceNs + state.LongestAnswerNs;
        foreach (var (number, order) in state.Ledger.Open)
        {
            // A request that is under way has had an answer by then, or its gateway has said that there is none.
            var most = order.State == OrderState.Unknown ? longest : once;
            if (order.WaitsSince < TimestampNs.MaxValue && state.Core.Clock.Value - order.WaitsSince.Value > most)
            {
                return $"order {number} is {order.State} since {order.WaitsSince.Value} ns, for more than {most} ns";
            }
        }

        return null;
    }
}
