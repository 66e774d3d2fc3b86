using Engine.Model.Events;

namespace Engine.Model.Accounts;

/// <summary>One row of the account's parameters.</summary>
/// <param name="Name">As the command line knows it; at most 24 bytes.</param>
/// <param name="Type">How its bits are read.</param>
/// <param name="Default">The bits of the default.</param>
/// <param name="Minimum">The bits of the least value.</param>
/// <param name="Maximum">The bits of the greatest value.</param>
/// <param name="Help">What it does, in a sentence.</param>
public sealed record AccountParameter(
    string Name, ParameterType Type, long Default, long Minimum, long Maximum, string Help)
{
    /// <summary>The words for 0, 1, 2 … where the number stands for a word; else null.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
}
