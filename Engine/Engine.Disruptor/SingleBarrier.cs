namespace Engine.Disruptor;

/// <summary>Stays behind one sequence: a single producer's cursor, or one consumer before this one.</summary>
/// <remarks>Its consumer's thread calls it. A look costs one acquire load.</remarks>
/// <param name="first">The one to stay behind.</param>
public readonly struct SingleBarrier(Sequence first) : ISequenceBarrier
{
    private readonly Sequence _first = first;

    /// <inheritdoc />
    public long Available(long next) => _first.Value;

    /// <inheritdoc />
    public void Watch(Parker parker)
    {
        _first.Watch(parker);
    }

    /// <inheritdoc />
    public void Arm(long next)
    {
        BarrierArming.ArmIfBehind(_first, next);
    }
}
