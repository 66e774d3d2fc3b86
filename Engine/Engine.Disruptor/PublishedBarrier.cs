namespace Engine.Disruptor;

/// <summary>Stays behind what several producers have published without a hole.</summary>
/// <remarks>
/// Its consumer's thread calls it. A look costs a search of the published slots' lap numbers, 4 bytes a slot, for the
/// first hole.
/// </remarks>
/// <param name="sequencer">Their sequencer.</param>
public readonly struct PublishedBarrier(MultiProducerSequencer sequencer) : ISequenceBarrier
{
    private readonly MultiProducerSequencer _sequencer = sequencer;

    /// <inheritdoc />
    public long Available(long next) => _sequencer.HighestPublished(next);

    /// <inheritdoc />
    public void Watch(Parker parker) => _sequencer.Published.Watch(parker);

    /// <inheritdoc />
    public void Arm(long next) => _sequencer.Published.Arm();
}
