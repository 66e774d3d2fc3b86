namespace Replay.Simulation.Invariants;

/// <summary>The sums over strategies are the account's.</summary>
internal sealed class PortfolioAgreesWithItself : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        state.Core.Portfolio.AssertConsistent();
        return null;
    }
}
