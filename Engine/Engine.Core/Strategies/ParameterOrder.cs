using Engine.Model.Events;

namespace Engine.Core.Strategies;

/// <summary>Two parameters of one table that contradict each other where the first is above the second.</summary>
/// <param name="Lesser">The name of the one that must not be above the other.</param>
/// <param name="Greater">The name of the other; of the same type.</param>
public sealed record ParameterOrder(string Lesser, string Greater)
{
    /// <summary>Whether both may have the same value.</summary>
    public bool MayBeEqual { get; init; } = true;

    /// <summary>Whether two values stand in this order.</summary>
    /// <param name="type">The type of both.</param>
    /// <param name="lesser">The bits of the first.</param>
    /// <param name="greater">The bits of the second.</param>
    public bool Holds(ParameterType type, long lesser, long greater)
    {
        var order = type == ParameterType.Real
            ? BitConverter.Int64BitsToDouble(lesser).CompareTo(BitConverter.Int64BitsToDouble(greater))
            : lesser.CompareTo(greater);
        return order < 0 || (order == 0 && MayBeEqual);
    }
}
