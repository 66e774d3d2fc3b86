using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>
/// A protective order that stands for more than its bracket holds is made smaller or canceled, within the time that the
/// wire needs.
/// </summary>
internal sealed class ProtectionIsNoLargerThanWhatIsHeld : IInvariant
{
    // An answer that never comes is missed after ten seconds; then one or another attempt may fail as well.
    private const int Patience = 3;
    private const long SilenceNs = 10 * TimestampNs.PerSecond;

    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        var longest = SilenceNs + (Patience * (state.LongestAnswerNs + TimestampNs.PerSecond));
        foreach (var bracket in state.Protection.Brackets)
        {
            if (bracket.TooLargeSince < TimestampNs.MaxValue
                && state.Core.Clock.Value - bracket.TooLargeSince.Value > longest)
            {
                return $"the bracket of order {bracket.Entry.Placed.OrderId.Value} holds {bracket.Held} lots and has "
                    + $"had a larger order open for more than {longest} ns";
            }
        }

        return null;
    }
}
