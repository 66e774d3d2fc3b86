namespace Adapters.Simulated.Venue.Queues;

/// <summary>
/// What is assumed of the queue ahead of an order of ours, where a level shrinks and no trade says why.
/// </summary>
public enum QueueModel
{
    /// <summary>Whoever withdrew stood behind us; only what is displayed bounds what is ahead.</summary>
    Conservative,

    /// <summary>
    /// Some of it was ahead of us, the likelier the more there is ahead: f(x) = xⁿ, see <see cref="QueueEstimator" />.
    /// </summary>
    Power,

    /// <summary>The same with f(x) = ln(1 + x), x in units of the base asset or contracts.</summary>
    Logarithmic,
}
