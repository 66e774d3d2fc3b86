namespace Engine.Disruptor;

/// <summary>
/// How a writer takes a full ring. A circle of writers that wait could stand still for ever, and is refused.
/// </summary>
/// <remarks>
/// A plain value, for the thread that builds the graph; it is checked at the start and costs nothing after.
/// </remarks>
public enum WriteStyle
{
    /// <summary>It waits, with <see cref="Sequencer.Claim" />.</summary>
    Waits,

    /// <summary>
    /// It never waits: it uses <see cref="Sequencer.TryClaim(int, out long)" /> and keeps or drops the rest.
    /// </summary>
    NeverWaits,
}
