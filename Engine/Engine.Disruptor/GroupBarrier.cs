namespace Engine.Disruptor;

/// <summary>Stays behind any number of consumers. Dearer than the typed barriers: for four and more.</summary>
/// <remarks>Its consumer's thread calls it. A look costs a loop of acquire loads over an array.</remarks>
public readonly struct GroupBarrier : ISequenceBarrier
{
    private readonly Sequence[] _sequences;

    /// <summary>Makes a barrier.</summary>
    /// <param name="sequences">Those to stay behind, at least one.</param>
    public GroupBarrier(params Sequence[] sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Length == 0)
        {
            throw new ArgumentException("A barrier stays behind at least one sequence.", nameof(sequences));
        }

        _sequences = [.. sequences];
    }

    /// <inheritdoc />
    public long Available(long next)
    {
        var minimum = _sequences[0].Value;
        for (var i = 1; i < _sequences.Length; i++)
        {
            minimum = SequenceMath.Min(minimum, _sequences[i].Value);
        }

        return minimum;
    }

    /// <inheritdoc />
    public void Watch(Parker parker)
    {
        foreach (var sequence in _sequences)
        {
            sequence.Watch(parker);
        }
    }

    /// <inheritdoc />
    public void Arm(long next)
    {
        foreach (var sequence in _sequences)
        {
            BarrierArming.ArmIfBehind(sequence, next);
        }
    }
}
