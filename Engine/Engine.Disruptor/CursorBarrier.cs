namespace Engine.Disruptor;

/// <summary>
/// Stays behind the producers of a ring, one or several: for pollers, where a branch per look does not matter.
/// </summary>
/// <remarks>
/// Its consumer's thread calls it. A look costs the branch and what <see cref="SingleBarrier" /> or
/// <see cref="PublishedBarrier" /> cost.
/// </remarks>
public readonly struct CursorBarrier : ISequenceBarrier
{
    private readonly Sequence _signal;
    private readonly MultiProducerSequencer? _several;

    /// <summary>Makes a barrier.</summary>
    /// <param name="sequencer">The ring's sequencer.</param>
    public CursorBarrier(Sequencer sequencer)
    {
        ArgumentNullException.ThrowIfNull(sequencer);
        _several = sequencer as MultiProducerSequencer;
        _signal = _several?.Published ?? sequencer.Cursor;
    }

    /// <inheritdoc />
    public long Available(long next) => _several is null ? _signal.Value : _several.HighestPublished(next);

    /// <inheritdoc />
    public void Watch(Parker parker) => _signal.Watch(parker);

    /// <inheritdoc />
    public void Arm(long next) => _signal.Arm();
}
