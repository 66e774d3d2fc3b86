namespace Engine.Disruptor;

/// <summary>Stays behind three consumers.</summary>
/// <remarks>
/// Its consumer's thread calls it. A look costs three acquire loads: the three are fields, not an array.
/// </remarks>
/// <param name="first">One to stay behind.</param>
/// <param name="second">One to stay behind.</param>
/// <param name="third">One to stay behind.</param>
public readonly struct TripleBarrier(Sequence first, Sequence second, Sequence third) : ISequenceBarrier
{
    private readonly Sequence _first = first;
    private readonly Sequence _second = second;
    private readonly Sequence _third = third;

    /// <inheritdoc />
    public long Available(long next) => SequenceMath.Min(SequenceMath.Min(_first.Value, _second.Value), _third.Value);

    /// <inheritdoc />
    public void Watch(Parker parker)
    {
        _first.Watch(parker);
        _second.Watch(parker);
        _third.Watch(parker);
    }

    /// <inheritdoc />
    public void Arm(long next)
    {
        BarrierArming.ArmIfBehind(_first, next);
        BarrierArming.ArmIfBehind(_second, next);
        BarrierArming.ArmIfBehind(_third, next);
    }
}
