namespace Engine.Disruptor;

/// <summary>Stays behind two consumers, as at the foot of a diamond.</summary>
/// <remarks>
/// Its consumer's thread calls it. A look costs two acquire loads: the two are fields, not an array.
/// </remarks>
/// <param name="first">One to stay behind.</param>
/// <param name="second">One to stay behind.</param>
public readonly struct DualBarrier(Sequence first, Sequence second) : ISequenceBarrier
{
    private readonly Sequence _first = first;
    private readonly Sequence _second = second;

    /// <inheritdoc />
    public long Available(long next) => SequenceMath.Min(_first.Value, _second.Value);

    /// <inheritdoc />
    public void Watch(Parker parker)
    {
        _first.Watch(parker);
        _second.Watch(parker);
    }

    /// <inheritdoc />
    public void Arm(long next)
    {
        BarrierArming.ArmIfBehind(_first, next);
        BarrierArming.ArmIfBehind(_second, next);
    }
}
