using Engine.Model.Events;

namespace Engine.Core.Strategies;

/// <summary>A flag that does what it says only while another parameter of the same table is above zero.</summary>
/// <param name="Flag">The name of the flag.</param>
/// <param name="Needed">The name of the other; zero switches off what it stands for.</param>
/// <param name="Why">What is missing where it is zero, in a few words.</param>
public sealed record ParameterNeed(string Flag, string Needed, string Why)
{
    /// <summary>Whether two values do not contradict each other.</summary>
    /// <param name="flag">The bits of the flag.</param>
    /// <param name="type">The type of the other.</param>
    /// <param name="needed">The bits of the other.</param>
    public static bool Holds(long flag, ParameterType type, long needed) =>
        flag == 0 || (type == ParameterType.Real ? BitConverter.Int64BitsToDouble(needed) > 0 : needed > 0);
}
