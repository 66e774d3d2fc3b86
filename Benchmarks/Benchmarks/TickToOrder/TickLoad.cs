namespace Benchmarks.TickToOrder;

/// <summary>A paced market.</summary>
/// <param name="Market">The market.</param>
/// <param name="PerSecond">Events per second; a message takes the time of all its events.</param>
/// <param name="Messages">How many messages, at most those that there are.</param>
internal readonly record struct TickLoad(TickMarket Market, long PerSecond, int Messages)
{
    /// <summary>The first fifth is not recorded.</summary>
    internal int WarmUpCount => Messages / 5;
}
