namespace Engine.Disruptor;

/// <summary>What the barriers share.</summary>
internal static class BarrierArming
{
    /// <summary>Arms a sequence that has not reached another; one that has would only wake for nothing.</summary>
    internal static void ArmIfBehind(Sequence sequence, long next)
    {
        if (!SequenceMath.IsAtLeast(sequence.Value, next))
        {
            sequence.Arm();
        }
    }
}
