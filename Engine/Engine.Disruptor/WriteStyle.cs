namespace Engine.Disruptor;

/// <summary>
/// How a writer takes a full ring. A circle of writers that wait could stand still for ever, and is refused.
/// </summary>
public enum WriteStyle
{
    /// <summary>It waits, with <see cref="Sequencer.Claim" />.</summary>
    Waits,

    /// <summary>
    /// It never waits: it uses <see cref="Sequencer.TryClaim(int, out long)" /> and keeps or drops the rest.
    /// </summary>
    NeverWaits,
}
